SELECT media.hash
FROM media
JOIN cards ON cards.source_id = media.source_id
WHERE cards.id = ?1 AND media.name = ?2;
