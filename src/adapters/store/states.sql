-- How every card in the queue stands, one narrow row a card.
SELECT card_id, due_day, repetition, ef_hundredths, interval_days
FROM schedules
WHERE queued = 1;
