SELECT id FROM sources WHERE path = ?1 AND format = 'notes';
