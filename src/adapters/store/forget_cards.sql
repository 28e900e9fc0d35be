UPDATE cards
SET status = 'retired'
WHERE
    status NOT IN ('retired', 'dropped')
    AND source_id IN (
        SELECT id FROM sources WHERE path = ?1 OR substr(path, 1, length(?1) + 1) = ?1 || '/'
    )
