DELETE FROM card_tags
WHERE card_id = ?1 AND tag_id = (SELECT id FROM tags WHERE name = ?2);
