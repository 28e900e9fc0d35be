-- Schedules of cards of whose log nothing counts.
SELECT s.card_id
FROM schedules s
WHERE NOT EXISTS (SELECT 1 FROM counting_reviews r WHERE r.card_id = s.card_id);
