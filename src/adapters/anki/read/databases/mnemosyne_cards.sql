SELECT
    c._id, c.id, c._fact_id, f.id AS fact, c.question, c.answer, c.grade, c.next_rep, c.last_rep,
    c.easiness, c.lapses, c.modification_time
FROM cards c
JOIN facts f ON f._id = c._fact_id
ORDER BY c._fact_id, c._id;
