-- Schema 3: answers that are lists, item by item.

-- What became of each item that was asked in a review. Like its review, it is never changed.
CREATE TABLE recited_items (
    operation_id INTEGER NOT NULL REFERENCES reviews (operation_id),
    ordinal INTEGER NOT NULL, -- place in which it was asked, from 1
    item TEXT NOT NULL, -- as the card had it, in Markdown
    known INTEGER NOT NULL CHECK (known IN (0, 1)),
    PRIMARY KEY (operation_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER recited_items_are_never_changed BEFORE UPDATE ON recited_items
BEGIN SELECT RAISE (ABORT, 'the review log only grows'); END;
CREATE TRIGGER recited_items_are_never_deleted BEFORE DELETE ON recited_items
BEGIN SELECT RAISE (ABORT, 'the review log only grows'); END;
