SELECT sources.path, sources.format, media.hash
FROM cards
JOIN sources ON sources.id = cards.source_id
LEFT JOIN media ON media.source_id = sources.id AND media.name = ?2
WHERE cards.id = ?1;
