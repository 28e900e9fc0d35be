SELECT card_tags.card_id, tags.name
FROM cards
JOIN card_tags ON card_tags.card_id = cards.id
JOIN tags ON tags.id = card_tags.tag_id
WHERE cards.source_id = ?1
