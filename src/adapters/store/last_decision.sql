-- The newest decision that counts.
SELECT
    operation_id, card_id, verdict, status_before, status_after, question_before, answer_before
FROM counting_decisions
ORDER BY operation_id DESC
LIMIT 1;
