-- Fields that were written there before stay while only other parts of the note change.
UPDATE anki_notes
SET modified_s = max(modified_s, ?2), content_hash = ?3, fields = coalesce(?4, fields), sent = ?5
WHERE card_id = ?1;
