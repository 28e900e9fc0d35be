SELECT note_id AS id FROM anki_notes
UNION SELECT anki_card_id FROM anki_notes
UNION SELECT note_id FROM foreign_notes
UNION SELECT anki_card_id FROM foreign_cards;
