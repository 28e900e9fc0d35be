UPDATE cards
SET
    status = CASE
        WHEN EXISTS (SELECT 1 FROM schedules WHERE schedules.card_id = cards.id) THEN 'review'
        ELSE 'new'
    END
WHERE id = ?1 AND status = 'suspended';
