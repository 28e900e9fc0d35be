-- What counts of the log, for the statement that follows.
WITH
    -- The operations that count. One counts unless a counting one undoes it: every undo of it, of
    -- that undo, and so on turns it over once, so it counts when their number is even.
    counting_operations AS NOT MATERIALIZED (
        SELECT o.*
        FROM operations o
        WHERE
            NOT EXISTS (SELECT 1 FROM operations u WHERE u.undoes = o.id)
            OR (
                WITH RECURSIVE turned (id) AS (
                    SELECT u.id FROM operations u WHERE u.undoes = o.id
                    UNION ALL
                    SELECT u.id FROM operations u JOIN turned t ON u.undoes = t.id
                )
                SELECT count(*) % 2 = 0 FROM turned
            )
    ),
    -- A review counts as its operation does, or as the one that brought it in.
    counting_reviews AS NOT MATERIALIZED (
        SELECT r.*
        FROM reviews r
        WHERE
            NOT EXISTS (
                SELECT 1 FROM operations u WHERE u.undoes = coalesce(r.brought_by, r.operation_id)
            )
            OR (
                WITH RECURSIVE turned (id) AS (
                    SELECT u.id FROM operations u WHERE u.undoes = coalesce(r.brought_by, r.operation_id)
                    UNION ALL
                    SELECT u.id FROM operations u JOIN turned t ON u.undoes = t.id
                )
                SELECT count(*) % 2 = 0 FROM turned
            )
    ),
    counting_decisions AS NOT MATERIALIZED (
        SELECT d.*
        FROM decisions d
        JOIN counting_operations o ON o.id = d.operation_id
    )
