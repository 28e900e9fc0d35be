INSERT INTO anki_notes (
    card_id, guid, notetype, note_id, anki_card_id, modified_s, content_hash, fields, sent
)
VALUES (
    :card, :guid, :notetype, :note_id, :anki_card_id, :modified_s, :content_hash, :fields, :sent
)
ON CONFLICT (card_id) DO UPDATE SET
    modified_s = max(modified_s, excluded.modified_s),
    content_hash = excluded.content_hash,
    fields = excluded.fields,
    sent = excluded.sent;
