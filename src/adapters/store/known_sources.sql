SELECT
    sources.id,
    sources.path,
    decks.name AS deck,
    sources.size_bytes,
    sources.modified_ns,
    sources.content_hash,
    sources.generator
FROM sources
JOIN decks ON decks.id = sources.deck_id
WHERE sources.format = 'notes'
