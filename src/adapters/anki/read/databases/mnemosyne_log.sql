-- 9 is an answer.
SELECT
    object_id, timestamp, grade, easiness, next_rep, ret_reps, scheduled_interval, thinking_time
FROM log
WHERE event_type = 9
ORDER BY timestamp, _id;
