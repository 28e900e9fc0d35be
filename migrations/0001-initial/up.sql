-- recall's collection, schema 1.
--
-- Instants are UTC milliseconds (`_ms`), study days are days since 1970-01-01 (`_day`),
-- the ease factor is in whole hundredths. What the learner cannot replace is in
-- `operations`, `reviews` and `decisions`: these only grow. `schedules` is a cache that a replay
-- of the log rebuilds.

PRAGMA application_id = 1919115628; -- "rcal"

CREATE TABLE decks (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE
) STRICT;

-- What `recall import` was given, so that `recall import` alone looks there again.
CREATE TABLE roots (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    added_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('file', 'stdin')),
    path TEXT NOT NULL UNIQUE, -- canonical path of a file, `-` for standard input
    title TEXT NOT NULL,
    deck_id INTEGER NOT NULL REFERENCES decks (id),
    size_bytes INTEGER NOT NULL,
    modified_ns INTEGER NOT NULL, -- 0 where the file system has no such time
    content_hash BLOB NOT NULL, -- BLAKE3 of the bytes
    generator INTEGER NOT NULL, -- version of the rules that read it last
    imported_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE entries (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES sources (id),
    key TEXT NOT NULL, -- normalised name: one entity, wherever its headings stand
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    first_line INTEGER NOT NULL
) STRICT;

CREATE INDEX entries_by_source ON entries (source_id);

CREATE TABLE facts (
    id INTEGER PRIMARY KEY,
    entry_id INTEGER NOT NULL REFERENCES entries (id),
    text TEXT NOT NULL, -- normal form: markup stripped, blanks collapsed, case folded
    first_line INTEGER NOT NULL
) STRICT;

CREATE INDEX facts_by_entry ON facts (entry_id);

-- Cards of one fact are siblings. The id is opaque and outlives every text.
CREATE TABLE cards (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES sources (id),
    fact_id INTEGER NOT NULL REFERENCES facts (id),
    deck_id INTEGER NOT NULL REFERENCES decks (id),
    ordinal INTEGER NOT NULL, -- place in the order of the notes
    status TEXT NOT NULL
        CHECK (status IN ('pending', 'new', 'review', 'suspended', 'retired', 'dropped')),
    tier TEXT NOT NULL CHECK (tier IN ('core', 'extra')),
    rule TEXT NOT NULL,
    kind TEXT NOT NULL,
    variant INTEGER NOT NULL, -- which wording was chosen at birth; it stays
    confidence_hundredths INTEGER NOT NULL CHECK (confidence_hundredths BETWEEN 0 AND 100),
    question TEXT NOT NULL,
    answer TEXT NOT NULL,
    context TEXT NOT NULL, -- breadcrumb, levels joined by ` › `
    lines TEXT NOT NULL, -- as `71,73-74`
    question_key INTEGER NOT NULL, -- hash of the normalised question: no question twice
    created_at_ms INTEGER NOT NULL,
    text_changed_at_ms INTEGER NOT NULL,
    -- The learner's own words, shown instead of the notes'. Those stay beside them, so that the
    -- card is known again at an import, and NULL follows the notes.
    question_override TEXT,
    answer_override TEXT
) STRICT;

CREATE INDEX cards_by_source ON cards (source_id, ordinal);
CREATE INDEX cards_by_fact ON cards (fact_id);
CREATE INDEX cards_by_question ON cards (question_key);
CREATE INDEX cards_new ON cards (source_id, ordinal) WHERE status = 'new';
CREATE INDEX cards_pending ON cards (source_id, ordinal) WHERE status = 'pending';

CREATE TABLE tags (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE
) STRICT;

CREATE TABLE card_tags (
    card_id INTEGER NOT NULL REFERENCES cards (id),
    tag_id INTEGER NOT NULL REFERENCES tags (id),
    PRIMARY KEY (card_id, tag_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX card_tags_by_tag ON card_tags (tag_id);

-- Everything a person did, in order. An undo is an operation that names the one it takes back;
-- a redo is an undo of that undo. An operation counts unless a counting one undoes it.
CREATE TABLE operations (
    id INTEGER PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    study_day INTEGER NOT NULL,
    kind TEXT NOT NULL,
    undoes INTEGER REFERENCES operations (id),
    detail TEXT NOT NULL -- JSON, by kind
) STRICT;

CREATE INDEX operations_undoing ON operations (undoes) WHERE undoes IS NOT NULL;

-- One answer each. The state before is NULL where the card was new.
CREATE TABLE reviews (
    operation_id INTEGER PRIMARY KEY REFERENCES operations (id),
    card_id INTEGER NOT NULL REFERENCES cards (id),
    at_ms INTEGER NOT NULL UNIQUE, -- moved on by milliseconds where two would meet
    study_day INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('scheduled', 'drill', 'cram', 'ahead', 'manual')),
    grade INTEGER NOT NULL CHECK (grade BETWEEN 0 AND 5),
    took_ms INTEGER NOT NULL,
    hinted INTEGER NOT NULL DEFAULT 0 CHECK (hinted IN (0, 1)),
    scheduler TEXT NOT NULL,
    rules TEXT NOT NULL,
    repetition_before INTEGER,
    ef_hundredths_before INTEGER,
    interval_days_before INTEGER,
    due_day_before INTEGER,
    repetition_after INTEGER NOT NULL,
    ef_hundredths_after INTEGER NOT NULL,
    interval_days_after INTEGER NOT NULL,
    due_day_after INTEGER NOT NULL,
    due_offset_days INTEGER NOT NULL DEFAULT 0 -- load balancing; the interval stays exact
) STRICT;

CREATE INDEX reviews_by_card ON reviews (card_id);
CREATE INDEX reviews_by_day ON reviews (study_day);

-- What the learner decided about one card, with what takes it back.
CREATE TABLE decisions (
    operation_id INTEGER PRIMARY KEY REFERENCES operations (id),
    card_id INTEGER NOT NULL REFERENCES cards (id),
    verdict TEXT NOT NULL CHECK (verdict IN ('keep', 'drop', 'edit')),
    status_before TEXT NOT NULL,
    status_after TEXT NOT NULL,
    question_before TEXT, -- the override, as in cards
    answer_before TEXT,
    question_after TEXT,
    answer_after TEXT
) STRICT;

CREATE INDEX decisions_by_card ON decisions (card_id);

CREATE TRIGGER reviews_are_never_changed BEFORE UPDATE ON reviews
BEGIN SELECT RAISE (ABORT, 'the review log only grows'); END;
CREATE TRIGGER reviews_are_never_deleted BEFORE DELETE ON reviews
BEGIN SELECT RAISE (ABORT, 'the review log only grows'); END;
CREATE TRIGGER decisions_are_never_changed BEFORE UPDATE ON decisions
BEGIN SELECT RAISE (ABORT, 'the log of decisions only grows'); END;
CREATE TRIGGER decisions_are_never_deleted BEFORE DELETE ON decisions
BEGIN SELECT RAISE (ABORT, 'the log of decisions only grows'); END;
CREATE TRIGGER operations_are_never_changed BEFORE UPDATE ON operations
BEGIN SELECT RAISE (ABORT, 'the log of operations only grows'); END;
CREATE TRIGGER operations_are_never_deleted BEFORE DELETE ON operations
BEGIN SELECT RAISE (ABORT, 'the log of operations only grows'); END;

-- The state of every card that was ever reviewed: a cache of the log.
CREATE TABLE schedules (
    card_id INTEGER PRIMARY KEY REFERENCES cards (id),
    scheduler TEXT NOT NULL,
    repetition INTEGER NOT NULL,
    ef_hundredths INTEGER NOT NULL CHECK (ef_hundredths >= 130),
    interval_days INTEGER NOT NULL CHECK (interval_days >= 1),
    due_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL, -- study day of the last scheduled review
    last_at_ms INTEGER NOT NULL,
    answers INTEGER NOT NULL, -- scheduled reviews so far
    lapses INTEGER NOT NULL,
    queued INTEGER NOT NULL CHECK (queued IN (0, 1)) -- 1 while the card's status is `review`
) STRICT;

CREATE INDEX schedules_due ON schedules (due_day, interval_days) WHERE queued = 1;

CREATE TRIGGER queue_follows_status AFTER UPDATE OF status ON cards
BEGIN UPDATE schedules SET queued = (NEW.status = 'review') WHERE card_id = NEW.id; END;

-- What Anki knows a card by. Fixed at the first export; `modified_s` rises only when the
-- fields or tags that Anki sees change.
CREATE TABLE anki_notes (
    card_id INTEGER PRIMARY KEY REFERENCES cards (id),
    guid TEXT NOT NULL UNIQUE,
    note_id INTEGER NOT NULL UNIQUE,
    anki_card_id INTEGER NOT NULL UNIQUE,
    modified_s INTEGER NOT NULL,
    content_hash BLOB NOT NULL
) STRICT;
