-- Whether a new card can be asked: not before a sibling that is due, and one that asks for the
-- thing (`…_rev`) not before one that asks for its meaning.
SELECT
    NOT EXISTS (
        SELECT 1
        FROM cards sibling
        JOIN schedules s ON s.card_id = sibling.id
        WHERE sibling.fact_id = c.fact_id AND s.queued = 1 AND s.due_day <= :day
    )
    AND NOT (
        c.kind LIKE '%\_rev' ESCAPE '\'
        AND EXISTS (
            SELECT 1
            FROM cards forward
            WHERE
                forward.fact_id = c.fact_id
                AND forward.status = 'new'
                AND forward.kind NOT LIKE '%\_rev' ESCAPE '\'
        )
    ) AS can_begin
FROM cards c
WHERE c.id = :card;
