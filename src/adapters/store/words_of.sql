SELECT
    c.kind,
    a.content_hash AS sent_hash,
    a.sent,
    coalesce(c.question_override, c.question) AS question,
    coalesce(c.answer_override, c.answer) AS answer,
    (
        SELECT json_group_array(t.name ORDER BY t.name)
        FROM card_tags ct
        JOIN tags t ON t.id = ct.tag_id
        WHERE ct.card_id = c.id
    ) AS tags
FROM cards c
LEFT JOIN anki_notes a ON a.card_id = c.id
WHERE c.id = ?1;
