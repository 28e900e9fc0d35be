-- Schema 5: what a session asks is found at once, however large the collection is.

-- The most overdue card of an interval is the one due first.
CREATE INDEX schedules_by_interval ON schedules (interval_days, due_day) WHERE queued = 1;
-- What is crammed first.
CREATE INDEX schedules_by_weakness ON schedules (ef_hundredths, interval_days) WHERE queued = 1;
-- The cards of one deck among those of many.
CREATE INDEX cards_by_deck ON cards (deck_id, status);
