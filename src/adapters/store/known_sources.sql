SELECT
    sources.id,
    sources.kind,
    sources.path,
    decks.name AS deck,
    sources.given_deck,
    sources.size_bytes,
    sources.modified_ns,
    sources.content_hash,
    sources.generator
FROM sources
JOIN decks ON decks.id = sources.deck_id
WHERE sources.format = 'notes'
