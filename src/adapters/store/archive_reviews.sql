-- The reviews of a card that count, in the order they were recorded, each with what became of the
-- items of a list.
SELECT
    r.at_ms, r.study_day, r.kind, r.grade, r.took_ms, r.hinted, r.rules,
    r.repetition_before, r.ef_hundredths_before, r.interval_days_before, r.due_day_before,
    r.repetition_after, r.ef_hundredths_after, r.interval_days_after, r.due_day_after,
    r.due_offset_days,
    (
        SELECT json_group_array(
            json_object('item', i.item, 'known', json(iif(i.known, 'true', 'false')))
            ORDER BY i.ordinal
        )
        FROM recited_items i
        WHERE i.operation_id = r.operation_id
    ) AS items,
    f.anki_id, f.ease, f.interval, f.last_interval, f.factor, f.took_ms AS anki_took_ms, f.type
FROM counting_reviews r
LEFT JOIN foreign_reviews f ON f.operation_id = r.operation_id
WHERE r.card_id = ?1
ORDER BY r.operation_id;
