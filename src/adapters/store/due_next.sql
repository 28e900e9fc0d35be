-- The cards of an interval that are due next after one of them.
SELECT interval_days, due_day, card_id
FROM schedules
WHERE
    queued = 1
    AND interval_days = :interval
    AND due_day <= :until
    AND (due_day, card_id) > (:after_day, :after_card)
ORDER BY due_day, card_id
LIMIT :page;
