SELECT n.guid, n.tags, n.fields
FROM foreign_notes n
WHERE n.id IN (
    SELECT f.note
    FROM foreign_cards f
    JOIN cards ON cards.id = f.card_id
    WHERE cards.source_id = ?1
)
ORDER BY n.id;
