-- The instant itself if no review has it, else the first free one after the run it stands in.
SELECT
    CASE
        WHEN NOT EXISTS (SELECT 1 FROM reviews WHERE at_ms = :at) THEN :at
        ELSE (
            SELECT taken.at_ms + 1
            FROM reviews taken
            WHERE
                taken.at_ms >= :at
                AND NOT EXISTS (SELECT 1 FROM reviews next WHERE next.at_ms = taken.at_ms + 1)
            ORDER BY taken.at_ms
            LIMIT 1
        )
    END AS at_ms;
