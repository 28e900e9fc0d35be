-- The last answers, for how long one takes. Looked for at the end of the log only: what was
-- answered long before says nothing of today.
SELECT r.took_ms, r.kind = 'drill' AS is_repeat
FROM reviews r
WHERE
    r.operation_id > (SELECT max(operation_id) - :lines FROM reviews)
    AND r.took_ms > 0
    AND r.kind IN ('scheduled', 'drill')
ORDER BY r.operation_id DESC
LIMIT :answers;
