-- Cards of recall's own that leave the collection, in the order of the notes.
SELECT
    cards.id,
    cards.status,
    cards.kind,
    coalesce(cards.question_override, cards.question) AS question,
    coalesce(cards.answer_override, cards.answer) AS answer,
    cards.context,
    cards.created_at_ms,
    decks.name AS deck,
    sources.path AS source,
    sources.title AS source_title,
    cards.lines,
    (
        SELECT group_concat(tags.name, char(31))
        FROM card_tags JOIN tags ON tags.id = card_tags.tag_id
        WHERE card_tags.card_id = cards.id
    ) AS tags,
    cards.mark,
    foreign_cards.flag,
    schedules.repetition,
    schedules.ef_hundredths,
    schedules.interval_days,
    schedules.due_day,
    schedules.last_day,
    schedules.last_at_ms,
    schedules.answers,
    schedules.lapses,
    anki_notes.guid,
    anki_notes.notetype,
    anki_notes.note_id,
    anki_notes.anki_card_id,
    anki_notes.modified_s,
    anki_notes.content_hash,
    anki_notes.fields AS anki_fields
FROM cards
JOIN decks ON decks.id = cards.deck_id
JOIN sources ON sources.id = cards.source_id
LEFT JOIN schedules ON schedules.card_id = cards.id
LEFT JOIN anki_notes ON anki_notes.card_id = cards.id
LEFT JOIN foreign_cards ON foreign_cards.card_id = cards.id
WHERE cards.status IN ('new', 'review', 'suspended')
    AND foreign_cards.note IS NULL
    AND (:everything OR cards.deck_id IN (SELECT value FROM json_each(:decks)))
    AND (
        NOT :tagged
        OR EXISTS (
            SELECT 1
            FROM card_tags t
            WHERE t.card_id = cards.id AND t.tag_id IN (SELECT value FROM json_each(:tags))
        )
    )
ORDER BY cards.source_id, cards.ordinal, cards.id;
