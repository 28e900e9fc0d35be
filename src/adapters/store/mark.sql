UPDATE cards
SET mark = ?2
WHERE id = ?1 AND mark IS NOT ?2;
