-- Which scheduler moved a card last.
SELECT scheduler
FROM counting_reviews
WHERE card_id = ?1 AND kind IN ('scheduled', 'ahead', 'manual')
ORDER BY operation_id DESC
LIMIT 1;
