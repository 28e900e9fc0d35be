INSERT INTO recited_items (operation_id, ordinal, item, known)
VALUES (:operation, :ordinal, :item, :known)
