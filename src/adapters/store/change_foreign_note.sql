UPDATE foreign_notes
SET note_id = :note_id, notetype_id = :notetype, modified_s = :modified, tags = :tags,
    fields = :fields
WHERE id = :id;
