-- The operations that count. One counts unless a counting one undoes it: every undo of it, of
-- that undo, and so on turns it over once, so it counts when their number is even.
CREATE TEMP VIEW counting_reviews AS
SELECT r.*
FROM reviews r
WHERE
    NOT EXISTS (SELECT 1 FROM operations u WHERE u.undoes = r.operation_id)
    OR (
        WITH RECURSIVE turned (id) AS (
            SELECT u.id FROM operations u WHERE u.undoes = r.operation_id
            UNION ALL
            SELECT u.id FROM operations u JOIN turned t ON u.undoes = t.id
        )
        SELECT count(*) % 2 = 0 FROM turned
    );

CREATE TEMP VIEW counting_decisions AS
SELECT d.*
FROM decisions d
WHERE
    NOT EXISTS (SELECT 1 FROM operations u WHERE u.undoes = d.operation_id)
    OR (
        WITH RECURSIVE turned (id) AS (
            SELECT u.id FROM operations u WHERE u.undoes = d.operation_id
            UNION ALL
            SELECT u.id FROM operations u JOIN turned t ON u.undoes = t.id
        )
        SELECT count(*) % 2 = 0 FROM turned
    );
