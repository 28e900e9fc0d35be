-- The first due card of every interval that does not wait, found by leaping through the index,
-- which has all that is asked for: day and card are looked up one by one, and no row is read.
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
    ),
    first (days, due) AS (
        SELECT each.days, (
            SELECT min(s.due_day)
            FROM schedules s
            WHERE
                s.queued = 1
                AND s.interval_days = each.days
                AND s.due_day > :held_up_to
                AND s.due_day <= :until
        )
        FROM each
    )
SELECT
    first.days AS interval_days,
    first.due AS due_day,
    (
        SELECT min(s.card_id)
        FROM schedules s
        WHERE s.queued = 1 AND s.interval_days = first.days AND s.due_day = first.due
    ) AS card_id
FROM first
WHERE first.due IS NOT NULL;
