SELECT DISTINCT c._fact_id, t.name
FROM tags_for_card tc
JOIN cards c ON c._id = tc._card_id
JOIN tags t ON t._id = tc._tag_id
ORDER BY c._fact_id, t.name;
