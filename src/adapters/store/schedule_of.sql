SELECT
    repetition, ef_hundredths, interval_days,
    coalesce(planned_due_day, due_day) AS due_day, last_day, last_at_ms, answers, lapses
FROM schedules
WHERE card_id = ?1;
