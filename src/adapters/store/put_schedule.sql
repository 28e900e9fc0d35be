INSERT INTO schedules (
    card_id, scheduler, repetition, ef_hundredths, interval_days, due_day,
    last_day, last_at_ms, answers, lapses, queued
)
VALUES (
    :card, :scheduler, :repetition, :ef, :interval, :due,
    :last_day, :last_at, :answers, :lapses,
    (SELECT status = 'review' FROM cards WHERE id = :card)
)
ON CONFLICT (card_id) DO UPDATE SET
    scheduler = excluded.scheduler,
    repetition = excluded.repetition,
    ef_hundredths = excluded.ef_hundredths,
    interval_days = excluded.interval_days,
    due_day = excluded.due_day,
    last_day = excluded.last_day,
    last_at_ms = excluded.last_at_ms,
    answers = excluded.answers,
    lapses = excluded.lapses,
    queued = excluded.queued;
