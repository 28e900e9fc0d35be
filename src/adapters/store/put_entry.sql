INSERT INTO entries (source_id, key, name, kind, first_line)
VALUES (:source, :key, :name, :kind, :first_line)
