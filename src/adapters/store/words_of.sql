SELECT
    kind,
    (SELECT content_hash FROM anki_notes WHERE card_id = cards.id) AS sent_hash,
    (SELECT sent FROM anki_notes WHERE card_id = cards.id) AS sent,
    coalesce(question_override, question) AS question,
    coalesce(answer_override, answer) AS answer,
    (
        SELECT json_group_array(t.name ORDER BY t.name)
        FROM card_tags ct
        JOIN tags t ON t.id = ct.tag_id
        WHERE ct.card_id = cards.id
    ) AS tags
FROM cards
WHERE id = ?1;
