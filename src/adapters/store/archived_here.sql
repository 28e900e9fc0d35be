-- The card itself first, then that of the same note in Anki.
SELECT
    c.id, c.status, c.withdrawn,
    s.repetition, s.ef_hundredths, s.interval_days, s.due_day, s.last_day, s.last_at_ms,
    s.answers, s.lapses
FROM cards c
JOIN sources ON sources.id = c.source_id
LEFT JOIN schedules s ON s.card_id = c.id
WHERE
    c.id = :id
    OR c.id = (
        SELECT f.card_id
        FROM foreign_notes n
        JOIN foreign_cards f ON f.note = n.id
        WHERE n.guid = :guid AND f.ordinal = :anki_ordinal
    )
    OR (
        c.question_key = :key
        AND c.question = :question
        AND sources.path = :path
        AND c.withdrawn = 0
        AND NOT EXISTS (SELECT 1 FROM reviews r WHERE r.card_id = c.id)
    )
ORDER BY c.id <> :id, c.id
LIMIT 1;
