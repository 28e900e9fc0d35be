-- What counts in the log, by its instant here, and by that of the archive that it came from.
SELECT r.card_id, r.at_ms
FROM counting_reviews r
UNION ALL
SELECT r.card_id, CAST(o.detail ->> 'there' AS INTEGER) AS at_ms
FROM counting_reviews r
JOIN operations o ON o.id = r.operation_id
WHERE o.kind = 'brought' AND o.detail ->> 'there' IS NOT NULL;
