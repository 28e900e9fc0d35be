-- Cards whose status and schedule do not go together, or whose place in the queue does not.
SELECT c.id, c.status
FROM cards c
LEFT JOIN schedules s ON s.card_id = c.id
WHERE
    (c.status = 'new' AND s.card_id IS NOT NULL)
    OR (c.status = 'review' AND s.card_id IS NULL)
    OR (s.queued <> (c.status = 'review'));
