-- Cards that fall due on the day of an examination or later and that will be too old on it: more
-- than half of the interval will have passed. Such a card falls due less than an interval later,
-- so they are found interval by interval along the index.
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
SELECT s.card_id, s.interval_days, s.last_day
FROM each
CROSS JOIN schedules s
WHERE
    s.queued = 1
    AND s.interval_days = each.days
    AND s.due_day >= :exam
    AND s.due_day < :exam + each.days
    AND 2 * (:exam - s.last_day) > s.interval_days
    AND s.card_id NOT IN (SELECT id FROM cards WHERE buried_until_day > :day);
