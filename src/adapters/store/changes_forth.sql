SELECT subject, row, before, after
FROM changes
WHERE operation_id = ?1
ORDER BY id;
