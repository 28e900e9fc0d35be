DELETE FROM tags
WHERE NOT EXISTS (SELECT 1 FROM card_tags WHERE card_tags.tag_id = tags.id)
