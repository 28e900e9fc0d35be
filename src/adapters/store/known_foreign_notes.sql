SELECT
    n.id, n.guid, n.note_id, n.modified_s, n.notetype_id, NULL AS card_id,
    e.modified_s AS sent_s
FROM foreign_notes n
LEFT JOIN foreign_exports e ON e.note = n.id
UNION ALL
SELECT 0, guid, note_id, modified_s, 0, card_id, NULL
FROM anki_notes;
