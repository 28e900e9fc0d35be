INSERT INTO decisions (operation_id, card_id, verdict)
VALUES (:operation, :card, :verdict);
