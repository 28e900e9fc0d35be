SELECT
    c.id, d.name AS deck, c.status, c.rule, c.kind, c.tier,
    coalesce(c.question_override, c.question) AS question,
    coalesce(c.answer_override, c.answer) AS answer,
    c.context, c.lines, c.fact_id, o.path AS source,
    (
        SELECT json_group_array(t.name ORDER BY t.name)
        FROM card_tags ct
        JOIN tags t ON t.id = ct.tag_id
        WHERE ct.card_id = c.id
    ) AS tags,
    s.repetition, s.ef_hundredths, s.interval_days, s.due_day, s.last_day, s.last_at_ms,
    s.answers, s.lapses, c.buried_until_day, c.mark,
    c.was_question, c.was_answer, c.own_outdated
FROM cards c
JOIN decks d ON d.id = c.deck_id
JOIN sources o ON o.id = c.source_id
LEFT JOIN schedules s ON s.card_id = c.id
WHERE
    c.status NOT IN ('pending', 'dropped')
    AND c.withdrawn = 0
    AND (
        :all
        OR says_all(
            coalesce(c.question_override, c.question), coalesce(c.answer_override, c.answer), d.name
        )
    )
ORDER BY c.source_id, c.ordinal, c.id;
