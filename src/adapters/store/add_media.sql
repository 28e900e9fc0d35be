INSERT INTO media (source_id, name, hash, size_bytes)
VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (source_id, name) DO NOTHING;
