UPDATE cards
SET status = CASE WHEN EXISTS (SELECT 1 FROM schedules WHERE card_id = ?1) THEN 'review' ELSE 'new' END
WHERE id = ?1 AND status = 'retired'
