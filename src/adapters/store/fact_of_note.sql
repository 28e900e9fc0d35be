SELECT cards.fact_id
FROM foreign_cards
JOIN cards ON cards.id = foreign_cards.card_id
WHERE foreign_cards.note = ?1
LIMIT 1;
