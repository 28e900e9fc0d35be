SELECT
    entries.id AS entry,
    entries.key,
    entries.first_line AS entry_line,
    facts.id AS fact,
    facts.text,
    facts.first_line AS fact_line
FROM entries
JOIN facts ON facts.entry_id = entries.id
WHERE entries.source_id = ?1
