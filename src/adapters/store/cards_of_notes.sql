SELECT
    c.id, c.status, c.question, c.answer,
    s.repetition, s.ef_hundredths, s.interval_days, s.due_day, s.last_day, s.last_at_ms,
    s.answers, s.lapses
FROM cards c
JOIN sources ON sources.id = c.source_id
LEFT JOIN schedules s ON s.card_id = c.id
WHERE sources.format = 'notes' AND NOT c.withdrawn
ORDER BY c.id;
