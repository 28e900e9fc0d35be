-- Schema 2: every change is in the log with what takes it back, whatever it was.
--
-- `changes` joins `operations`, `reviews` and `decisions` in what only grows.

-- What an operation did to one row: JSON objects of the fields that it changed. Without `before`
-- the row was added, without `after` it was removed. Undo puts `before` back, redo `after`.
CREATE TABLE changes (
    id INTEGER PRIMARY KEY,
    -- Checked at the end: an import is written before it is known what it came to.
    operation_id INTEGER NOT NULL REFERENCES operations (id) DEFERRABLE INITIALLY DEFERRED,
    subject TEXT NOT NULL, -- the table
    row ANY NOT NULL, -- its key there
    before TEXT CHECK (before IS NULL OR json_valid(before)),
    after TEXT CHECK (after IS NULL OR json_valid(after))
) STRICT;

CREATE INDEX changes_by_operation ON changes (operation_id);

CREATE TRIGGER changes_are_never_changed BEFORE UPDATE ON changes
BEGIN SELECT RAISE (ABORT, 'the log of changes only grows'); END;
CREATE TRIGGER changes_are_never_deleted BEFORE DELETE ON changes
WHEN EXISTS (SELECT 1 FROM operations WHERE id = OLD.operation_id)
BEGIN SELECT RAISE (ABORT, 'the log of changes only grows'); END;

-- What takes a decision back is with all other changes now.
INSERT INTO changes (operation_id, subject, row, before, after)
SELECT
    operation_id,
    'cards',
    card_id,
    CASE verdict
        WHEN 'edit'
        THEN json_object('question_override', question_before, 'answer_override', answer_before)
        ELSE json_object('status', status_before)
    END,
    CASE verdict
        WHEN 'edit'
        THEN json_object('question_override', question_after, 'answer_override', answer_after)
        ELSE json_object('status', status_after)
    END
FROM decisions
ORDER BY operation_id;

ALTER TABLE decisions DROP COLUMN status_before;
ALTER TABLE decisions DROP COLUMN status_after;
ALTER TABLE decisions DROP COLUMN question_before;
ALTER TABLE decisions DROP COLUMN answer_before;
ALTER TABLE decisions DROP COLUMN question_after;
ALTER TABLE decisions DROP COLUMN answer_after;

-- The operation that a review came in with and counts with, such as the import of another
-- program's history; NULL for an answer that was given here.
ALTER TABLE reviews ADD COLUMN brought_by INTEGER REFERENCES operations (id);

CREATE INDEX reviews_brought ON reviews (brought_by) WHERE brought_by IS NOT NULL;

-- The first study day on which a buried card is asked again. It expires by itself.
ALTER TABLE cards ADD COLUMN buried_until_day INTEGER;

CREATE INDEX cards_buried ON cards (buried_until_day) WHERE buried_until_day IS NOT NULL;

-- Marked to be looked at later, with a word why, which may be empty.
ALTER TABLE cards ADD COLUMN mark TEXT;

CREATE INDEX cards_marked ON cards (id) WHERE mark IS NOT NULL;

-- 1 for a card that is as if it had never been made, because what made it was taken back. Kept,
-- since the log may name it; its status is `retired`, so that an import can revive it.
ALTER TABLE cards ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1));

CREATE TRIGGER a_card_that_is_back_is_not_withdrawn AFTER UPDATE OF status ON cards
WHEN NEW.withdrawn = 1 AND NEW.status <> 'retired'
BEGIN UPDATE cards SET withdrawn = 0 WHERE id = NEW.id; END;

-- Tags that the learner put on a card or took off it, whatever the notes say.
CREATE TABLE own_tags (
    id INTEGER PRIMARY KEY,
    card_id INTEGER NOT NULL REFERENCES cards (id),
    tag TEXT NOT NULL COLLATE NOCASE,
    is_on INTEGER NOT NULL CHECK (is_on IN (0, 1)),
    UNIQUE (card_id, tag)
) STRICT;

-- Days on which the queue holds cards back, by postponing or on a vacation. No schedule is
-- rewritten: from `first_day` until the day before `until_day` the cards that are due on
-- `due_up_to_day` or earlier wait, and so do new cards where `is_closed`.
CREATE TABLE holds (
    id INTEGER PRIMARY KEY,
    first_day INTEGER NOT NULL,
    until_day INTEGER NOT NULL CHECK (until_day > first_day),
    due_up_to_day INTEGER NOT NULL,
    deck TEXT COLLATE NOCASE, -- with those under it; NULL for all
    is_closed INTEGER NOT NULL CHECK (is_closed IN (0, 1))
) STRICT;
