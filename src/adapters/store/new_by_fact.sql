-- The facts of the new cards that come first in the notes: how many of these cards each has, and
-- the last day until tomorrow on which a sibling of them is due, which they wait for.
WITH
    soon AS (
        SELECT fact_id
        FROM cards
        WHERE status = 'new'
        ORDER BY source_id, ordinal
        LIMIT :most
    )
SELECT
    count(*) AS cards,
    (
        SELECT max(s.due_day)
        FROM cards sibling
        JOIN schedules s ON s.card_id = sibling.id
        WHERE sibling.fact_id = soon.fact_id AND s.queued = 1 AND s.due_day <= :tomorrow
    ) AS sibling_due_day
FROM soon
GROUP BY fact_id;
