UPDATE cards
SET status = 'suspended'
WHERE id = ?1 AND status IN ('new', 'review');
