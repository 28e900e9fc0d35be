UPDATE cards
SET status = 'retired'
WHERE source_id = ?1 AND status NOT IN ('retired', 'dropped')
