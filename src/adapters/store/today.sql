-- What counts of a study day's log, oldest first, and which cards a drill could show again.
SELECT
    r.card_id, c.fact_id, c.source_id, c.lines, r.kind, r.grade,
    r.due_day_before IS NULL AS was_new,
    c.was_question IS NOT NULL AS says_another,
    coalesce(c.question_override, c.question) AS question,
    coalesce(c.answer_override, c.answer) AS answer,
    c.status = 'review'
    AND (c.buried_until_day IS NULL OR c.buried_until_day <= :day)
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
    ) AS can_be_drilled
FROM counting_reviews r
JOIN cards c ON c.id = r.card_id
WHERE r.study_day = :day
ORDER BY r.operation_id;
