-- Every card that was ever put into a deck or refused, with all that is known about it but its
-- log, in the order of the notes.
SELECT
    c.id, c.created_at_ms, d.name AS deck, c.status, c.tier, c.rule, c.kind, c.variant,
    c.confidence_hundredths, c.question, c.answer, c.question_override, c.answer_override,
    c.context, c.lines, c.ordinal, c.mark, c.buried_until_day,
    o.path, o.title, o.format,
    e.name AS entry, e.key AS entry_key, e.kind AS entry_kind,
    c.fact_id, f.text AS fact_text,
    (
        SELECT json_group_array(t.name ORDER BY t.name)
        FROM card_tags ct
        JOIN tags t ON t.id = ct.tag_id
        WHERE ct.card_id = c.id
    ) AS tags,
    (
        SELECT json_group_array(
            json_object('tag', t.tag, 'is_on', json(iif(t.is_on, 'true', 'false')))
            ORDER BY t.tag
        )
        FROM own_tags t
        WHERE t.card_id = c.id
    ) AS own_tags,
    coalesce(n.guid, a.guid) AS guid,
    iif(n.guid IS NULL, a.notetype, NULL) AS notetype,
    coalesce(n.note_id, a.note_id) AS note_id,
    coalesce(g.anki_card_id, a.anki_card_id) AS anki_card_id,
    coalesce(g.ordinal, 0) AS anki_ordinal,
    a.modified_s AS exported_s,
    a.fields AS own_fields,
    a.sent,
    n.notetype_id, n.modified_s AS note_modified_s, n.tags AS note_tags, n.fields,
    g.modified_s, g.flag, g.type, g.queue, g.due, g.interval_days AS days, g.factor, g.reps,
    g.lapses AS failures, g.steps_left, g.data,
    s.repetition, s.ef_hundredths, s.interval_days, s.due_day, s.last_day, s.last_at_ms,
    s.answers, s.lapses
FROM cards c
JOIN decks d ON d.id = c.deck_id
JOIN sources o ON o.id = c.source_id
JOIN facts f ON f.id = c.fact_id
JOIN entries e ON e.id = f.entry_id
LEFT JOIN schedules s ON s.card_id = c.id
LEFT JOIN anki_notes a ON a.card_id = c.id
LEFT JOIN foreign_cards g ON g.card_id = c.id
LEFT JOIN foreign_notes n ON n.id = g.note
WHERE c.status <> 'pending' AND c.withdrawn = 0
    AND (:everything OR c.deck_id IN (SELECT value FROM json_each(:decks)))
    AND (
        NOT :tagged
        OR EXISTS (
            SELECT 1
            FROM card_tags t
            WHERE t.card_id = c.id AND t.tag_id IN (SELECT value FROM json_each(:tags))
        )
    )
ORDER BY c.source_id, c.ordinal, c.id;
