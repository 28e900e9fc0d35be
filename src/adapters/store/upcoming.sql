-- How many cards fall due on each later day, up to :until.
SELECT s.due_day, count(*) AS cards
FROM schedules s
WHERE
    s.queued = 1
    AND s.due_day > :day
    AND s.due_day <= :until
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
                    OR :only_tags
                )
                AND (
                    NOT :tagged
                    OR EXISTS (
                        SELECT 1
                        FROM card_tags t
                        WHERE
                            t.card_id = c.id
                            AND t.tag_id IN (SELECT value FROM json_each(:tags))
                    )
                )
        )
    )
GROUP BY s.due_day
ORDER BY s.due_day;
