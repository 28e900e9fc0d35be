-- How many cards are due on each day of a range.
SELECT due_day, count(*) AS cards
FROM schedules
WHERE queued = 1 AND due_day BETWEEN :from AND :to
GROUP BY due_day;
