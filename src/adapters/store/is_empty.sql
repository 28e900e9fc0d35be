SELECT
    NOT EXISTS (
        SELECT 1 FROM cards WHERE status NOT IN ('pending', 'dropped')
    ) AS is_empty;
