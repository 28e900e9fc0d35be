UPDATE cards
SET
    status = 'retired',
    withdrawn = NOT EXISTS (SELECT 1 FROM reviews WHERE reviews.card_id = cards.id)
WHERE id = ?1
