-- Schema 10: what was written in Anki goes back to it as it was written.

-- The fields of a card of recall's own as Anki has them, where they were changed there: HTML, joined
-- by U+001F. NULL where they are what recall wrote.
ALTER TABLE anki_notes ADD COLUMN fields TEXT;

-- What tells which parts Anki has as they were sent: of the question, the answer and the tags the
-- first 4 bytes of a hash, in hexadecimal. NULL where that is not known.
ALTER TABLE anki_notes ADD COLUMN sent TEXT;
