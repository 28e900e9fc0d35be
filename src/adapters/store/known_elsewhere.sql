-- Reviews that another program gave, by what each is known by there.
SELECT r.card_id, o.detail ->> 'there' AS there
FROM counting_reviews r
JOIN operations o ON o.id = r.operation_id
WHERE r.rules = ?1 AND o.kind = 'brought' AND o.detail ->> 'there' IS NOT NULL;
