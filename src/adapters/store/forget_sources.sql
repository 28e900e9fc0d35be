UPDATE sources
SET size_bytes = 0, modified_ns = 0, content_hash = zeroblob(32)
WHERE path = ?1 OR substr(path, 1, length(?1) + 1) = ?1 || '/'
