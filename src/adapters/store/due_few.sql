-- The cards that are due in a window, in no order, up to a number of them.
SELECT interval_days, due_day, card_id
FROM schedules
WHERE queued = 1 AND due_day > :held_up_to AND due_day <= :until
LIMIT :most;
