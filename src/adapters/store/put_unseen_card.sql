INSERT INTO foreign_cards (
    card_id, note, ordinal, anki_card_id, modified_s, flag, type, queue, due, interval_days,
    factor, reps, lapses, steps_left, data
)
VALUES (?1, NULL, 0, ?2, ?3, 0, 0, 0, 0, 0, 0, 0, 0, 0, '{}')
ON CONFLICT (card_id) DO NOTHING;
