-- The steps that undo would take back: what counts and changed something, the newest first.
-- Going backwards through the log, this stops at the last that is wanted.
SELECT o.id, o.id AS undoes, o.at_ms, o.study_day, o.kind
FROM counting_operations o
WHERE
    o.undoes IS NULL
    AND (
        EXISTS (SELECT 1 FROM changes c WHERE c.operation_id = o.id)
        OR EXISTS (SELECT 1 FROM reviews r WHERE r.operation_id = o.id AND r.brought_by IS NULL)
        OR EXISTS (SELECT 1 FROM reviews r WHERE r.brought_by = o.id)
    )
ORDER BY o.id DESC
LIMIT ?1;
