-- Due cards in whatever order is cheapest, for counting.
SELECT d.card_id, c.fact_id
FROM (
    SELECT s.card_id
    FROM schedules s
    WHERE
        s.queued = 1
        AND s.due_day <= :day
        AND (:held_up_to IS NULL OR s.due_day > :held_up_to)
        AND s.card_id NOT IN (SELECT b.id FROM cards b WHERE b.buried_until_day > :day)
        AND (
            :held_decks = '[]'
            OR NOT EXISTS (
                SELECT 1
                FROM cards c
                JOIN json_each(:held_decks) h ON h.value ->> 0 = c.deck_id
                WHERE c.id = s.card_id AND s.due_day <= h.value ->> 1
            )
        )
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
