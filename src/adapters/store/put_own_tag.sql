INSERT INTO own_tags (card_id, tag, is_on)
VALUES (?1, ?2, ?3)
ON CONFLICT (card_id, tag) DO UPDATE SET is_on = excluded.is_on
WHERE is_on <> excluded.is_on;
