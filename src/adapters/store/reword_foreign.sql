-- The learner's own words end where they are the card's words now, or where Anki had them and
-- has others since.
UPDATE cards
SET
    question = :question,
    answer = :answer,
    question_key = :key,
    text_changed_at_ms = :at,
    question_override = CASE
        WHEN :question <> question AND :had_own_words THEN NULL
        ELSE nullif(question_override, :question)
    END,
    answer_override = CASE
        WHEN :answer <> answer AND :had_own_words THEN NULL
        ELSE nullif(answer_override, :answer)
    END
WHERE id = :id AND (question <> :question OR answer <> :answer);
