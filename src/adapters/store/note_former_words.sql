UPDATE cards
SET
    changed_day = ?4,
    was_question = coalesce(was_question, ?2),
    was_answer = coalesce(was_answer, ?3)
WHERE id = ?1
