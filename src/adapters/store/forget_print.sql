UPDATE sources
SET size_bytes = 0, modified_ns = 0, content_hash = zeroblob(32)
WHERE id = ?1
