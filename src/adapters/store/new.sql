-- New cards in the order of the notes, but none whose sibling is due: that one goes first. So
-- does a card that asks for the thing's meaning before one that asks for the thing (`…_rev`).
SELECT c.id AS card_id, c.fact_id
FROM cards c
WHERE
    c.status = 'new'
    AND (c.buried_until_day IS NULL OR c.buried_until_day <= :day)
    AND (
        :everything
        OR c.source_id IN (SELECT value FROM json_each(:sources))
        OR c.deck_id IN (SELECT value FROM json_each(:decks))
    )
    AND NOT EXISTS (
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
    )
ORDER BY c.source_id, c.ordinal, c.id
LIMIT :page OFFSET :skip;
