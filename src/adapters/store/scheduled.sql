-- The cards on a schedule that are in a scope, with what decides when each is seen.
SELECT
    s.card_id, s.repetition, s.ef_hundredths, s.interval_days, s.due_day, s.last_day,
    s.last_at_ms, s.answers, s.lapses, c.buried_until_day, c.deck_id
FROM schedules s
JOIN cards c ON c.id = s.card_id
WHERE
    s.queued = 1
    AND (
        :everything
        OR c.source_id IN (SELECT value FROM json_each(:sources))
        OR c.deck_id IN (SELECT value FROM json_each(:decks))
    )
    AND (
        NOT :tagged
        OR EXISTS (
            SELECT 1
            FROM card_tags t
            WHERE t.card_id = c.id AND t.tag_id IN (SELECT value FROM json_each(:tags))
        )
    )
ORDER BY s.card_id;
