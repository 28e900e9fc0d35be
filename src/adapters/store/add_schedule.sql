-- Of a card that never had one, and says what it always said.
INSERT INTO schedules (
    card_id, scheduler, repetition, ef_hundredths, interval_days, due_day, last_day, last_at_ms,
    answers, lapses, queued
)
VALUES (
    :card, :scheduler, :repetition, :ef, :interval, :due, :last_day, :last_at,
    :answers, :lapses, :queued
)
