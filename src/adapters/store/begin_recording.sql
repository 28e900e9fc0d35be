INSERT INTO recording (operation_id, has_cards_together)
SELECT coalesce(max(id), 0) + 1, ?1
FROM operations
RETURNING operation_id;
