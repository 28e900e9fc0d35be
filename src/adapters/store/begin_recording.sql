INSERT INTO recording (operation_id)
SELECT coalesce(max(id), 0) + 1
FROM operations
RETURNING operation_id;
