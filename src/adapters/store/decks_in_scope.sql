-- The decks of these names (a JSON list) and those under them.
SELECT json_group_array(d.id) AS decks
FROM decks d
WHERE
    EXISTS (
        SELECT 1
        FROM json_each(:names) n
        WHERE
            d.name = n.value COLLATE NOCASE
            OR substr(d.name, 1, length(n.value) + 2) = (n.value || '::') COLLATE NOCASE
    );
