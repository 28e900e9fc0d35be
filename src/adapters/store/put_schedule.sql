-- A card that came to say another thing is due since that was found; the log's day waits.
INSERT INTO schedules (
    card_id, scheduler, repetition, ef_hundredths, interval_days,
    due_day, planned_due_day,
    last_day, last_at_ms, answers, lapses, queued
)
SELECT
    id, :scheduler, :repetition, :ef, :interval,
    iif(says_another, changed_day, :due), iif(says_another, :due, NULL),
    :last_day, :last_at, :answers, :lapses, status = 'review'
FROM (
    SELECT id, status, changed_day, was_question IS NOT NULL AND changed_day < :due AS says_another
    FROM cards
    WHERE id = :card
)
WHERE true -- or `ON` would be read as a join's
ON CONFLICT (card_id) DO UPDATE SET
    scheduler = excluded.scheduler,
    repetition = excluded.repetition,
    ef_hundredths = excluded.ef_hundredths,
    interval_days = excluded.interval_days,
    due_day = excluded.due_day,
    planned_due_day = excluded.planned_due_day,
    last_day = excluded.last_day,
    last_at_ms = excluded.last_at_ms,
    answers = excluded.answers,
    lapses = excluded.lapses,
    queued = excluded.queued;
