INSERT INTO foreign_exports (note, modified_s, content_hash)
VALUES (?1, ?2, ?3)
ON CONFLICT (note) DO UPDATE SET
    modified_s = max(modified_s, excluded.modified_s),
    content_hash = excluded.content_hash;
