INSERT OR IGNORE INTO card_tags (card_id, tag_id)
SELECT ?1, id FROM tags WHERE name = ?2
