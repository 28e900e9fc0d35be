-- The newest answer that counts.
SELECT operation_id, card_id, kind, grade
FROM counting_reviews
ORDER BY operation_id DESC
LIMIT 1;
