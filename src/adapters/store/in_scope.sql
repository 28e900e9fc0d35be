-- All cards of a scope that could be asked, whatever their order.
SELECT
    c.id AS card_id, c.source_id, c.ordinal, s.due_day, s.interval_days, s.ef_hundredths
FROM cards c
LEFT JOIN schedules s ON s.card_id = c.id
WHERE
    c.id IN (
        SELECT d.id
        FROM cards d
        WHERE
            d.deck_id IN (SELECT value FROM json_each(:decks)) AND d.status IN ('new', 'review')
        UNION
        SELECT o.id FROM cards o WHERE o.source_id IN (SELECT value FROM json_each(:sources))
        UNION
        SELECT t.card_id
        FROM card_tags t
        WHERE :only_tags AND t.tag_id IN (SELECT value FROM json_each(:tags))
    )
    AND c.status IN ('new', 'review');
