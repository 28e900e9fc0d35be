-- New cards in the order of the notes, after one of them.
SELECT id AS card_id, source_id, ordinal
FROM cards
WHERE
    status = 'new'
    AND (source_id, ordinal, id) > (:source, :ordinal, :card)
ORDER BY source_id, ordinal, id
LIMIT :page;
