INSERT INTO decisions (
    operation_id, card_id, verdict, status_before, status_after, question_before, answer_before,
    question_after, answer_after
)
VALUES (
    :operation, :card, :verdict, :status_before, :status_after, :question_before, :answer_before,
    :question_after, :answer_after
);
