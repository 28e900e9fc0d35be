-- How many cards of a scope fall due on each day of a range, and in which decks.
SELECT
    s.due_day, count(*) AS cards,
    (SELECT c.deck_id FROM cards c WHERE c.id = s.card_id) AS deck_id
FROM schedules s
WHERE
    s.queued = 1
    AND s.due_day BETWEEN :from AND :until
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
GROUP BY 1, 3;
