-- How many of the last answers to cards seen before there were, and how many passed.
SELECT count(*) AS answers, coalesce(sum(grade >= 3), 0) AS passed
FROM (
    SELECT r.grade
    FROM counting_reviews r
    WHERE
        r.operation_id > (SELECT max(operation_id) - :lines FROM reviews)
        AND r.kind = 'scheduled'
        AND r.due_day_before IS NOT NULL
    ORDER BY r.operation_id DESC
    LIMIT :answers
);
