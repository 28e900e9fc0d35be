-- The reviews of a card that count, oldest first: in the order they were recorded, whatever a
-- clock that was set back says.
SELECT
    at_ms, study_day, kind, grade, took_ms, hinted, rules,
    repetition_before, ef_hundredths_before, interval_days_before, due_day_before,
    repetition_after, ef_hundredths_after, interval_days_after, due_day_after,
    due_offset_days
FROM counting_reviews
WHERE card_id = ?1
ORDER BY operation_id;
