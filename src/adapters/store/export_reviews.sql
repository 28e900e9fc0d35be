-- The whole log as it counts, oldest first; a line that came from Anki as it was there. What an
-- import only added to bring a card to where it stood is nothing that Anki knows.
SELECT
    card_id,
    at_ms,
    study_day,
    kind,
    grade,
    r.took_ms,
    hinted,
    repetition_before,
    ef_hundredths_before,
    interval_days_before,
    due_day_before,
    repetition_after,
    ef_hundredths_after,
    interval_days_after,
    due_day_after,
    due_offset_days,
    f.anki_id,
    f.ease,
    f.interval,
    f.last_interval,
    f.factor,
    f.took_ms AS anki_took_ms,
    f.type
FROM counting_reviews r
LEFT JOIN foreign_reviews f ON f.operation_id = r.operation_id
WHERE r.rules <> 'anki' OR f.operation_id IS NOT NULL OR r.kind <> 'manual'
ORDER BY at_ms;
