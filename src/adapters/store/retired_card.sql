SELECT
    cards.id,
    cards.rule,
    cards.kind,
    entries.key AS entity,
    facts.text AS fact,
    cards.question,
    cards.answer,
    facts.first_line,
    cards.status = 'retired' AS retired,
    EXISTS (SELECT 1 FROM schedules WHERE schedules.card_id = cards.id) AS reviewed
FROM cards
JOIN facts ON facts.id = cards.fact_id
JOIN entries ON entries.id = facts.entry_id
WHERE cards.id = ?1 AND cards.status = 'retired'
