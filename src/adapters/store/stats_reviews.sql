-- The whole log, one narrow row a line. Which lines count is looked up among the few operations
-- that were ever taken back, not line by line here.
SELECT
    coalesce(brought_by, operation_id) AS counts_with,
    study_day, kind, grade, took_ms, interval_days_before
FROM reviews;
