-- The step that the newest undo took back, unless something new was done since.
SELECT o.id, u.id AS undoes, o.at_ms, o.study_day, o.kind
FROM counting_operations u
JOIN operations o ON o.id = u.undoes
WHERE
    o.undoes IS NULL
    AND u.id > (SELECT id FROM operations WHERE undoes IS NULL ORDER BY id DESC LIMIT 1)
ORDER BY u.id DESC
LIMIT 1;
