-- The operations that were taken back and not done again.
SELECT DISTINCT u.undoes AS id
FROM operations u
WHERE u.undoes IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM counting_operations o WHERE o.id = u.undoes
);
