INSERT INTO holds (first_day, until_day, due_up_to_day, deck, is_closed)
VALUES (:first, :until, :due_up_to, :deck, :is_closed);
