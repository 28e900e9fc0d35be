-- A side that is not given stays; one that is the notes' own follows them.
UPDATE cards
SET
    question_override = CASE
        WHEN :question IS NULL THEN question_override ELSE nullif(:question, question)
    END,
    answer_override = CASE
        WHEN :answer IS NULL THEN answer_override ELSE nullif(:answer, answer)
    END,
    text_changed_at_ms = :at
WHERE id = :id;
