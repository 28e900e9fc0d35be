UPDATE cards
SET buried_until_day = ?2
WHERE id = ?1 AND status IN ('new', 'review') AND buried_until_day IS NOT ?2;
