INSERT INTO operations (id, at_ms, study_day, kind, undoes, detail)
VALUES (:id, :at, :day, :kind, NULL, :detail);
