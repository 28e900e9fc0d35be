-- The last answers, for how long one takes.
SELECT r.took_ms, r.kind = 'drill' AS is_repeat
FROM reviews r
WHERE r.took_ms > 0 AND r.kind IN ('scheduled', 'drill')
ORDER BY r.operation_id DESC
LIMIT :answers;
