-- The same of some decks: their cards are looked up, however many others there are.
SELECT s.card_id, s.interval_days, s.last_day
FROM cards c
JOIN schedules s ON s.card_id = c.id
WHERE
    c.deck_id IN (SELECT value FROM json_each(:decks))
    AND c.status = 'review'
    AND (c.buried_until_day IS NULL OR c.buried_until_day <= :day)
    AND s.queued = 1
    AND s.due_day >= :exam
    AND s.due_day < :exam + s.interval_days
    AND 2 * (:exam - s.last_day) > s.interval_days;
