-- Behind these come the rows that an intake adds.
SELECT
    (SELECT coalesce(max(at_ms), 0) FROM reviews) AS last_at_ms,
    (SELECT coalesce(max(id), 0) FROM foreign_notes) AS last_note,
    (SELECT coalesce(max(id), 0) FROM facts) AS last_fact;
