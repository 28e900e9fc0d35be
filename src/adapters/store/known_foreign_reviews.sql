-- The instants under which Anki knows what is in the log.
SELECT r.card_id, coalesce(f.anki_id, r.at_ms) AS anki_id
FROM counting_reviews r
LEFT JOIN foreign_reviews f ON f.operation_id = r.operation_id
WHERE r.card_id IN (SELECT card_id FROM foreign_cards UNION ALL SELECT card_id FROM anki_notes);
