-- Schema 4: cards that were made in Anki, and what must go back there as it came.

-- What a source holds: notes that recall reads again, or cards that were taken in once, whose
-- file may go away.
ALTER TABLE sources ADD COLUMN format TEXT NOT NULL DEFAULT 'notes'
    CHECK (format IN ('notes', 'package', 'table'));

CREATE TABLE foreign_notetypes (
    id INTEGER PRIMARY KEY, -- Anki's
    name TEXT NOT NULL,
    modified_s INTEGER NOT NULL,
    definition TEXT NOT NULL CHECK (json_valid(definition)) -- as `col.models` has it
) STRICT;

-- A note as Anki has it. Its cards are siblings: they share a fact.
CREATE TABLE foreign_notes (
    id INTEGER PRIMARY KEY,
    guid TEXT NOT NULL UNIQUE, -- the identity across collections
    note_id INTEGER NOT NULL, -- Anki's
    notetype_id INTEGER NOT NULL REFERENCES foreign_notetypes (id),
    modified_s INTEGER NOT NULL,
    tags TEXT NOT NULL, -- with blanks between
    fields TEXT NOT NULL -- HTML, joined by U+001F
) STRICT;

CREATE INDEX foreign_notes_by_notetype ON foreign_notes (notetype_id);

-- A card as it stood in Anki when it came from there last. What was learnt since is in the log.
CREATE TABLE foreign_cards (
    card_id INTEGER PRIMARY KEY REFERENCES cards (id),
    note INTEGER REFERENCES foreign_notes (id), -- NULL for a card of recall's own: see anki_notes
    ordinal INTEGER NOT NULL, -- which card of its note, from 0
    anki_card_id INTEGER NOT NULL,
    modified_s INTEGER NOT NULL,
    flag INTEGER NOT NULL CHECK (flag BETWEEN 0 AND 7), -- 0 none, 1 red, 2 orange, ...
    type INTEGER NOT NULL, -- 0 new, 1 learning, 2 review, 3 relearning
    queue INTEGER NOT NULL, -- -1 suspended, -2 and -3 buried
    due INTEGER NOT NULL, -- type 0: position; a study day; above 1,000,000,000: seconds since 1970
    interval_days INTEGER NOT NULL,
    factor INTEGER NOT NULL, -- ease in thousandths
    reps INTEGER NOT NULL,
    lapses INTEGER NOT NULL,
    steps_left INTEGER NOT NULL,
    data TEXT NOT NULL, -- JSON: `s` and `d` are the memory state of FSRS, unused by recall
    UNIQUE (note, ordinal)
) STRICT;

-- The line of Anki's log that a review was made of, as it was.
CREATE TABLE foreign_reviews (
    operation_id INTEGER PRIMARY KEY REFERENCES reviews (operation_id),
    anki_id INTEGER NOT NULL, -- the instant there; in `reviews` it may be moved on
    ease INTEGER NOT NULL,
    interval INTEGER NOT NULL, -- days, or seconds below 0
    last_interval INTEGER NOT NULL,
    factor INTEGER NOT NULL,
    took_ms INTEGER NOT NULL,
    type INTEGER NOT NULL
) STRICT;

CREATE TRIGGER foreign_reviews_are_never_changed BEFORE UPDATE ON foreign_reviews
BEGIN SELECT RAISE (ABORT, 'the review log only grows'); END;
CREATE TRIGGER foreign_reviews_are_never_deleted BEFORE DELETE ON foreign_reviews
BEGIN SELECT RAISE (ABORT, 'the review log only grows'); END;

-- Pictures and sounds of a source that is no folder of notes: the name that its cards use, and
-- the bytes, which lie in the folder `media` beside the collection under their hash.
CREATE TABLE media (
    source_id INTEGER NOT NULL REFERENCES sources (id),
    name TEXT NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32), -- BLAKE3
    size_bytes INTEGER NOT NULL,
    PRIMARY KEY (source_id, name)
) STRICT, WITHOUT ROWID;
