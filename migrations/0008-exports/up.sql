-- Schema 8: what Anki was given last, so that it takes a later package as an update.

-- A note of Anki's own that went back with other fields or tags than it came with.
CREATE TABLE foreign_exports (
    note INTEGER PRIMARY KEY REFERENCES foreign_notes (id),
    modified_s INTEGER NOT NULL, -- rises only when the fields or tags change
    content_hash BLOB NOT NULL
) STRICT;

-- Which of recall's notetypes a card has in Anki. It stays: Anki does not update a note whose
-- notetype is another.
ALTER TABLE anki_notes ADD COLUMN notetype TEXT NOT NULL DEFAULT 'question'
    CHECK (notetype IN ('question', 'cloze', 'list'));
