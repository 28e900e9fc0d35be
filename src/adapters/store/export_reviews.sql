-- The whole log, oldest first; the caller leaves out what was undone.
SELECT
    operation_id,
    card_id,
    at_ms,
    study_day,
    kind,
    grade,
    took_ms,
    repetition_before,
    ef_hundredths_before,
    interval_days_before,
    due_day_before,
    repetition_after,
    ef_hundredths_after,
    interval_days_after,
    due_day_after
FROM reviews
ORDER BY at_ms;
