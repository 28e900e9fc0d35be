-- The cards that an operation changed, or brought reviews of.
SELECT count(DISTINCT card) AS cards, min(card) AS first
FROM (
    SELECT row AS card
    FROM changes
    WHERE operation_id = ?1 AND subject IN ('cards', 'card_tags')
    UNION ALL
    SELECT card_id FROM reviews WHERE brought_by = ?1
);
