-- Schema 6: a card outlives its text.

-- What a card asked before its line came to say another thing, until it was answered since.
ALTER TABLE cards ADD COLUMN was_question TEXT;
ALTER TABLE cards ADD COLUMN was_answer TEXT;
-- The study day on which that was found.
ALTER TABLE cards ADD COLUMN changed_day INTEGER;

-- 1 where the notes changed under the learner's own words since they were given.
ALTER TABLE cards ADD COLUMN own_outdated INTEGER NOT NULL DEFAULT 0 CHECK (own_outdated IN (0, 1));

CREATE TRIGGER own_words_are_up_to_date_when_given
AFTER UPDATE OF question_override, answer_override ON cards
WHEN NEW.own_outdated = 1
BEGIN UPDATE cards SET own_outdated = 0 WHERE id = NEW.id; END;

-- The day that the log gives, where the card is due earlier because it says another thing.
ALTER TABLE schedules ADD COLUMN planned_due_day INTEGER;

CREATE TRIGGER what_a_card_said_is_shown_once AFTER INSERT ON reviews
BEGIN
    UPDATE cards SET was_question = NULL, was_answer = NULL
    WHERE id = NEW.card_id AND was_question IS NOT NULL;
END;

CREATE TRIGGER a_card_that_says_another_thing_is_due AFTER UPDATE OF was_question ON cards
WHEN OLD.was_question IS NULL AND NEW.was_question IS NOT NULL
BEGIN
    UPDATE schedules SET planned_due_day = due_day, due_day = NEW.changed_day
    WHERE card_id = NEW.id AND due_day > NEW.changed_day AND planned_due_day IS NULL;
END;

CREATE TRIGGER a_card_seen_is_due_as_planned AFTER UPDATE OF was_question ON cards
WHEN OLD.was_question IS NOT NULL AND NEW.was_question IS NULL
BEGIN
    UPDATE schedules SET due_day = planned_due_day, planned_due_day = NULL
    WHERE card_id = NEW.id AND planned_due_day IS NOT NULL;
END;

-- 1 for a card that was suspended when its line left the notes: it comes back as it was.
ALTER TABLE cards ADD COLUMN was_suspended INTEGER NOT NULL DEFAULT 0
    CHECK (was_suspended IN (0, 1));

CREATE TRIGGER a_retired_card_remembers_that_it_was_suspended AFTER UPDATE OF status ON cards
WHEN OLD.status = 'suspended' AND NEW.status = 'retired'
BEGIN UPDATE cards SET was_suspended = 1 WHERE id = NEW.id; END;

CREATE TRIGGER a_card_that_is_back_is_what_it_is AFTER UPDATE OF status ON cards
WHEN NEW.was_suspended = 1 AND NEW.status <> 'retired'
BEGIN UPDATE cards SET was_suspended = 0 WHERE id = NEW.id; END;

CREATE INDEX cards_retired ON cards (question_key) WHERE status = 'retired';

-- The deck that `--deck` named; it stays when the notes change.
ALTER TABLE sources ADD COLUMN given_deck TEXT;

-- Questions that a source asks and another one asked first. When that one loses its line, the
-- card goes on here.
CREATE TABLE doubles (
    question_key INTEGER NOT NULL,
    source_id INTEGER NOT NULL REFERENCES sources (id),
    PRIMARY KEY (question_key, source_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX doubles_by_source ON doubles (source_id);
