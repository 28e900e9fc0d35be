DELETE FROM entries
WHERE
    source_id = ?1
    AND NOT EXISTS (SELECT 1 FROM facts WHERE facts.entry_id = entries.id)
