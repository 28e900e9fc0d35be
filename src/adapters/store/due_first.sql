-- The first due card of every interval that does not wait, found by leaping through the index.
WITH RECURSIVE
    each (days) AS (
        SELECT min(interval_days) FROM schedules WHERE queued = 1
        UNION ALL
        SELECT (
            SELECT min(interval_days)
            FROM schedules
            WHERE queued = 1 AND interval_days > each.days
        )
        FROM each
        WHERE each.days IS NOT NULL
    )
SELECT s.interval_days, s.due_day, s.card_id
FROM each
JOIN schedules s ON s.card_id = (
    SELECT first.card_id
    FROM schedules first
    WHERE
        first.queued = 1
        AND first.interval_days = each.days
        AND first.due_day > :held_up_to
        AND first.due_day <= :until
    ORDER BY first.due_day, first.card_id
    LIMIT 1
);
