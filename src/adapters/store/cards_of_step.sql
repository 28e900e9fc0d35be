SELECT count(DISTINCT row) AS cards, min(row) AS first
FROM changes
WHERE operation_id = ?1 AND subject IN ('cards', 'card_tags');
