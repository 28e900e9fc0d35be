-- The first free number behind the path tells the packages apart that were there before.
UPDATE sources
SET path = (
    WITH RECURSIVE earlier (number) AS (
        SELECT 1
        UNION ALL
        SELECT number + 1
        FROM earlier
        WHERE EXISTS (SELECT 1 FROM sources s WHERE s.path = ?1 || ' (earlier ' || number || ')')
    )
    SELECT ?1 || ' (earlier ' || max(number) || ')'
    FROM earlier
)
WHERE path = ?1 AND format = 'package'
    AND EXISTS (SELECT 1 FROM cards c WHERE c.source_id = sources.id);
