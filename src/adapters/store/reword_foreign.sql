UPDATE cards
SET question = :question, answer = :answer, question_key = :key, text_changed_at_ms = :at
WHERE id = :id AND (question <> :question OR answer <> :answer);
