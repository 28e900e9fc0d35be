-- Due cards in whatever order is cheapest, for counting.
SELECT d.card_id, c.fact_id
FROM (
    SELECT s.card_id
    FROM schedules s
    WHERE
        s.queued = 1
        AND s.due_day <= :day
        AND (
            :everything
            OR EXISTS (
                SELECT 1
                FROM cards c
                WHERE
                    c.id = s.card_id
                    AND (
                        c.source_id IN (SELECT value FROM json_each(:sources))
                        OR c.deck_id IN (SELECT value FROM json_each(:decks))
                    )
            )
        )
    LIMIT :page OFFSET :skip
) d
JOIN cards c ON c.id = d.card_id;
