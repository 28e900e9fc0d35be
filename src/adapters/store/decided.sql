-- What became of the cards that were decided about, by rule. Reads those cards alone.
SELECT
    rule,
    sum(
        status <> 'dropped'
        AND EXISTS (
            SELECT 1
            FROM counting_decisions d
            WHERE d.card_id = cards.id AND d.verdict = 'keep'
        )
    ) AS kept,
    sum(status = 'dropped') AS dropped
FROM cards
WHERE id IN (SELECT card_id FROM decisions)
GROUP BY rule;
