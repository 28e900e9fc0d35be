SELECT
    NOT EXISTS (
        SELECT 1
        FROM decks
        CROSS JOIN cards c ON c.deck_id = decks.id
        WHERE c.status IN ('new', 'review', 'suspended', 'retired') AND c.withdrawn = 0
    ) AS is_empty;
