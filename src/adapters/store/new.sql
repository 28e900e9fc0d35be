-- New cards in the order of the notes, but none whose sibling is due: that one goes first.
SELECT c.id AS card_id, c.fact_id
FROM cards c
WHERE
    c.status = 'new'
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
ORDER BY c.source_id, c.ordinal, c.id
LIMIT :page OFFSET :skip;
