SELECT
    source_id,
    status,
    question,
    answer,
    question_override IS NOT NULL AS question_is_own,
    answer_override IS NOT NULL AS answer_is_own,
    was_suspended,
    EXISTS (SELECT 1 FROM schedules WHERE schedules.card_id = cards.id) AS reviewed,
    EXISTS (
        SELECT 1 FROM counting_decisions d WHERE d.card_id = cards.id AND d.verdict = 'keep'
    ) AS kept
FROM cards
WHERE id = ?1
