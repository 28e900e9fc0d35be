SELECT
    id,
    coalesce(question_override, question) AS question,
    coalesce(answer_override, answer) AS answer,
    own_outdated
FROM cards
WHERE source_id = ?1 AND (question_override IS NOT NULL OR answer_override IS NOT NULL)
