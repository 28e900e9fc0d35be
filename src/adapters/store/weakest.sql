-- Cards by how weak they are: by ease factor, then by interval.
SELECT card_id, ef_hundredths, interval_days
FROM schedules
WHERE
    queued = 1
    AND (ef_hundredths, interval_days, card_id) > (:ef, :interval, :card)
ORDER BY ef_hundredths, interval_days, card_id
LIMIT :page;
