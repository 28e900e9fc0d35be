UPDATE anki_notes
SET modified_s = max(modified_s, ?2), content_hash = ?3, fields = ?4, sent = ?5
WHERE card_id = ?1;
