SELECT id, guid, modified_s, notetype_id, NULL AS card_id
FROM foreign_notes
UNION ALL
SELECT 0, guid, modified_s, 0, card_id
FROM anki_notes;
