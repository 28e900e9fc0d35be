DELETE FROM facts
WHERE
    id <= ?2
    AND entry_id IN (SELECT id FROM entries WHERE source_id = ?1)
    AND NOT EXISTS (SELECT 1 FROM cards WHERE cards.fact_id = facts.id)
