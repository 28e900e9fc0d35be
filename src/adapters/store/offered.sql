-- Cards that are only offered, in the order of the notes.
SELECT c.id
FROM cards c
WHERE
    c.status = 'pending'
    AND (
        :everything
        OR c.source_id IN (SELECT value FROM json_each(:sources))
        OR c.deck_id IN (SELECT value FROM json_each(:decks))
    )
ORDER BY c.source_id, c.ordinal, c.id;
