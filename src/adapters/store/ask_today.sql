UPDATE schedules
SET planned_due_day = due_day, due_day = ?2
WHERE card_id = ?1 AND due_day > ?2 AND planned_due_day IS NULL
