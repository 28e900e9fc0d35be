-- Schema 7: examinations that cards are to be fresh for.

-- From `window_days` before `day` on, the queue has the cards that would be too old on it, spread
-- over the days. Which these are is decided anew each day, by the schedules as they are then.
CREATE TABLE exams (
    id INTEGER PRIMARY KEY,
    day INTEGER NOT NULL,
    window_days INTEGER NOT NULL CHECK (window_days >= 1),
    deck TEXT COLLATE NOCASE -- with those under it; NULL for all
) STRICT;
