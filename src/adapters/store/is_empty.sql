SELECT
    NOT EXISTS (
        SELECT 1 FROM cards WHERE status NOT IN ('pending', 'dropped') AND withdrawn = 0
    ) AS is_empty;
