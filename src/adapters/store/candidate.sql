-- What the queue asks about a card before it takes it. No row where the card is out of scope,
-- or out until a later day.
SELECT
    c.fact_id, c.source_id, c.lines,
    coalesce(c.question_override, c.question) AS question,
    coalesce(c.answer_override, c.answer) AS answer
FROM cards c
WHERE
    c.id = :card
    AND c.status IN ('new', 'review')
    AND (c.buried_until_day IS NULL OR c.buried_until_day <= :day OR :cram)
    AND (
        :due IS NULL
        OR :held_decks IS NULL
        OR NOT EXISTS (
            SELECT 1
            FROM json_each(:held_decks) h
            WHERE h.value ->> 0 = c.deck_id AND :due <= h.value ->> 1
        )
    )
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
    );
