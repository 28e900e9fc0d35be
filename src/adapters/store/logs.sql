-- The whole log as it counts, card by card, each oldest first. Read along the index by card.
SELECT
    card_id, at_ms, study_day, kind, grade, took_ms, hinted, rules,
    repetition_before, ef_hundredths_before, interval_days_before, due_day_before,
    repetition_after, ef_hundredths_after, interval_days_after, due_day_after,
    due_offset_days,
    (SELECT kind FROM operations WHERE id = brought_by) AS brought_by_kind
FROM counting_reviews
ORDER BY card_id, operation_id;
