-- How many cards are due on a day or before it, counted up to a limit.
-- Whether they are more is asked first: to leap over rows is quicker than to count them.
SELECT
    CASE
        WHEN EXISTS (
            SELECT 1 FROM schedules WHERE queued = 1 AND due_day <= :day LIMIT 1 OFFSET :most
        ) THEN :most
        ELSE (SELECT count(*) FROM schedules WHERE queued = 1 AND due_day <= :day)
    END AS cards;
