INSERT INTO sources (
    kind, path, title, deck_id, given_deck, size_bytes, modified_ns, content_hash, generator,
    imported_at_ms
) VALUES (
    :kind, :path, :title, :deck, :given, :size, :modified, :hash, :generator, :at
)
ON CONFLICT (path) DO UPDATE SET
    title = excluded.title,
    deck_id = excluded.deck_id,
    given_deck = excluded.given_deck,
    size_bytes = excluded.size_bytes,
    modified_ns = excluded.modified_ns,
    content_hash = excluded.content_hash,
    generator = excluded.generator,
    imported_at_ms = excluded.imported_at_ms
RETURNING id
