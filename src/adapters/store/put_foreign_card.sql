INSERT INTO foreign_cards (
    card_id, note, ordinal, anki_card_id, modified_s, flag, type, queue, due, interval_days,
    factor, reps, lapses, steps_left, data
)
VALUES (
    :card, :note, :ordinal, :anki_card_id, :modified, :flag, :type, :queue, :due, :interval,
    :factor, :reps, :lapses, :left, :data
)
ON CONFLICT (card_id) DO UPDATE SET
    anki_card_id = excluded.anki_card_id,
    modified_s = excluded.modified_s,
    flag = excluded.flag,
    type = excluded.type,
    queue = excluded.queue,
    due = excluded.due,
    interval_days = excluded.interval_days,
    factor = excluded.factor,
    reps = excluded.reps,
    lapses = excluded.lapses,
    steps_left = excluded.steps_left,
    data = excluded.data;
