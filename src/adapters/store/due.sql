-- Due cards, what would be lost first first: days late over interval. Only the page that is
-- wanted is joined with its cards, whose rows are large.
SELECT d.card_id, c.fact_id
FROM (
    SELECT s.card_id, (:day - s.due_day) * 1.0 / s.interval_days AS overdue
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
    ORDER BY overdue DESC, s.card_id
    LIMIT :page OFFSET :skip
) d
JOIN cards c ON c.id = d.card_id
ORDER BY d.overdue DESC, d.card_id;
