SELECT name
FROM decks
WHERE EXISTS (SELECT 1 FROM cards WHERE cards.deck_id = decks.id AND cards.withdrawn = 0)
ORDER BY name
