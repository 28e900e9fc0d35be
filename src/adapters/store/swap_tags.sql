UPDATE OR IGNORE card_tags
SET card_id = CASE card_id WHEN ?1 THEN ?2 ELSE ?1 END
WHERE card_id IN (?1, ?2)
