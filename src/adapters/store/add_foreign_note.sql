INSERT INTO foreign_notes (id, guid, note_id, notetype_id, modified_s, tags, fields)
VALUES (:id, :guid, :note_id, :notetype, :modified, :tags, :fields)
