-- Every card that was made in Anki, those of a note together, with what has to go back.
SELECT
    f.note, f.ordinal AS anki_ordinal, f.anki_card_id, f.modified_s, f.flag, f.type, f.queue, f.due,
    f.interval_days AS days, f.factor, f.reps, f.lapses AS failures, f.steps_left, f.data,
    n.guid, n.note_id, n.notetype_id, n.modified_s AS note_modified_s, n.tags AS note_tags,
    n.fields,
    e.modified_s AS exported_s, e.content_hash,
    cards.id, cards.status, cards.mark, cards.question, cards.answer, cards.question_override,
    cards.answer_override, cards.source_id,
    decks.name AS deck,
    cards.status IN ('new', 'review', 'suspended')
    AND (:everything OR cards.deck_id IN (SELECT value FROM json_each(:decks)))
    AND (
        NOT :tagged
        OR EXISTS (
            SELECT 1
            FROM card_tags t
            WHERE t.card_id = cards.id AND t.tag_id IN (SELECT value FROM json_each(:tags))
        )
    ) AS leaves,
    (
        SELECT group_concat(tags.name, char(31))
        FROM card_tags JOIN tags ON tags.id = card_tags.tag_id
        WHERE card_tags.card_id = cards.id
    ) AS tags,
    (
        SELECT max(r.at_ms)
        FROM counting_reviews r
        WHERE r.card_id = cards.id AND r.rules <> 'anki'
            AND r.kind IN ('scheduled', 'ahead', 'manual')
    ) AS moved_at_ms,
    s.repetition, s.ef_hundredths, s.interval_days, s.due_day, s.last_day, s.last_at_ms,
    s.answers, s.lapses
FROM foreign_cards f
JOIN foreign_notes n ON n.id = f.note
JOIN cards ON cards.id = f.card_id
JOIN decks ON decks.id = cards.deck_id
LEFT JOIN schedules s ON s.card_id = cards.id
LEFT JOIN foreign_exports e ON e.note = n.id
ORDER BY f.note, f.ordinal;
