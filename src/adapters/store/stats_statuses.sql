-- How many cards of each deck there are of each status, read from an index in its order.
SELECT status, count(*) AS cards
FROM cards INDEXED BY cards_by_deck
GROUP BY deck_id, status;
