UPDATE cards
SET buried_until_day = NULL
WHERE id = ?1 AND buried_until_day IS NOT NULL;
