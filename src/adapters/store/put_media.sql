INSERT INTO media (source_id, name, hash, size_bytes)
VALUES (:source, :name, :hash, :size)
ON CONFLICT (source_id, name) DO UPDATE SET
    hash = excluded.hash,
    size_bytes = excluded.size_bytes;
