-- All indexes of these tables, so that each has them in the same order again: the planner may take
-- the first of two that are as good. What is behind a constraint has no statement, and stays.
SELECT name, sql
FROM sqlite_schema
WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ('reviews', 'schedules')
ORDER BY rowid;
