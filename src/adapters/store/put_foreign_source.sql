INSERT INTO sources (
    kind, path, title, deck_id, size_bytes, modified_ns, content_hash, generator,
    imported_at_ms, format
)
VALUES (iif(:path = '-', 'stdin', 'file'), :path, :title, :deck, 0, 0, zeroblob(32), 0, :at, :format)
ON CONFLICT (path) DO UPDATE SET imported_at_ms = excluded.imported_at_ms
RETURNING id;
