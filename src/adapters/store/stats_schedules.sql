-- How many cards stand alike, read from an index in its order.
SELECT ef_hundredths, interval_days, count(*) AS cards
FROM schedules INDEXED BY schedules_by_weakness
WHERE queued = 1
GROUP BY ef_hundredths, interval_days;
