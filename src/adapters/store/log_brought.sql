INSERT INTO reviews (
    operation_id, card_id, at_ms, study_day, kind, grade, took_ms, hinted, scheduler, rules,
    repetition_before, ef_hundredths_before, interval_days_before, due_day_before,
    repetition_after, ef_hundredths_after, interval_days_after, due_day_after, due_offset_days,
    brought_by
)
VALUES (
    :operation, :card, :at, :day, :kind, :grade, :took, :hinted, 'sm2', :rules,
    :repetition_before, :ef_before, :interval_before, :due_before,
    :repetition_after, :ef_after, :interval_after, :due_after, :offset, :brought_by
);
