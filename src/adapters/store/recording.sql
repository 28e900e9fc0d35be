-- The operation under way, while there is one.
CREATE TEMP TABLE recording (
    operation_id INTEGER PRIMARY KEY,
    has_cards_together INTEGER NOT NULL -- the births of cards are written down all at once
);
