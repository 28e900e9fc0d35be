SELECT question, answer, status = 'dropped' AS dropped
FROM cards
WHERE question_key = ?1 AND source_id <> ?2 AND status NOT IN ('retired', 'pending')
