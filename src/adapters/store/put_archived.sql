UPDATE cards
SET
    question_override = nullif(:question, question),
    answer_override = nullif(:answer, answer),
    mark = :mark,
    buried_until_day = :buried
WHERE id = :id;
