INSERT OR IGNORE INTO anki_notes (
    card_id, guid, notetype, note_id, anki_card_id, modified_s, content_hash, fields, sent
)
VALUES (:card, :guid, :notetype, :note_id, :anki_card_id, :modified_s, zeroblob(0), :fields, :sent);
