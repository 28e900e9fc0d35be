-- How many cards are due on a day or before it, counted up to a limit.
SELECT count(*) AS cards
FROM (SELECT 1 FROM schedules WHERE queued = 1 AND due_day <= :day LIMIT :most);
