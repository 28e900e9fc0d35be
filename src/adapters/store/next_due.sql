SELECT due_day
FROM schedules
WHERE queued = 1 AND due_day > ?1
ORDER BY due_day
LIMIT 1;
