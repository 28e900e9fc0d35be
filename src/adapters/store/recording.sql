-- The operation under way, while there is one.
CREATE TEMP TABLE recording (operation_id INTEGER PRIMARY KEY);
