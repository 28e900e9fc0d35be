SELECT status, question, answer, question_override, answer_override
FROM cards
WHERE id = ?1;
