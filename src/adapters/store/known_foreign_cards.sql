SELECT
    c.id, c.status, c.withdrawn, d.name AS deck, c.source_id,
    f.note, f.ordinal, f.modified_s, f.queue, f.anki_card_id,
    coalesce(f.flag, 0) AS flag,
    a.modified_s AS exported_s,
    s.repetition, s.ef_hundredths, s.interval_days, s.due_day, s.last_day, s.last_at_ms,
    s.answers, s.lapses
FROM cards c
JOIN decks d ON d.id = c.deck_id
LEFT JOIN foreign_cards f ON f.card_id = c.id
LEFT JOIN anki_notes a ON a.card_id = c.id
LEFT JOIN schedules s ON s.card_id = c.id
WHERE f.card_id IS NOT NULL OR a.card_id IS NOT NULL;
