-- The whole log as it counts, oldest first.
SELECT
    card_id,
    at_ms,
    study_day,
    kind,
    grade,
    took_ms,
    hinted,
    repetition_before,
    ef_hundredths_before,
    interval_days_before,
    due_day_before,
    repetition_after,
    ef_hundredths_after,
    interval_days_after,
    due_day_after,
    due_offset_days
FROM counting_reviews
ORDER BY at_ms;
