-- A vacation that is on ends before this day.
UPDATE holds
SET until_day = ?1, due_up_to_day = ?1 - 1
WHERE is_closed = 1 AND first_day < ?1 AND until_day > ?1;
