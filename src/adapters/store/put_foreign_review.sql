INSERT INTO foreign_reviews (
    operation_id, anki_id, ease, interval, last_interval, factor, took_ms, type
)
VALUES (:operation, :id, :ease, :interval, :last_interval, :factor, :took, :type);
