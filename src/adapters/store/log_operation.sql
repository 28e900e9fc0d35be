INSERT INTO operations (at_ms, study_day, kind, undoes, detail)
VALUES (:at, :day, :kind, :undoes, '{}');
