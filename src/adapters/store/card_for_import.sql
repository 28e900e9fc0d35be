SELECT
    status,
    question,
    answer,
    EXISTS (SELECT 1 FROM schedules WHERE schedules.card_id = cards.id) AS reviewed
FROM cards
WHERE id = ?1
