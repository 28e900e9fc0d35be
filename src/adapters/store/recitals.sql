-- The items of a card that were asked in reviews that count, oldest first.
SELECT i.operation_id, i.item, i.known
FROM counting_reviews r
JOIN recited_items i ON i.operation_id = r.operation_id
WHERE r.card_id = ?1
ORDER BY i.operation_id, i.ordinal;
