INSERT INTO foreign_notes (guid, note_id, notetype_id, modified_s, tags, fields)
VALUES (:guid, :note_id, :notetype, :modified, :tags, :fields)
ON CONFLICT (guid) DO UPDATE SET
    note_id = excluded.note_id,
    notetype_id = excluded.notetype_id,
    modified_s = excluded.modified_s,
    tags = excluded.tags,
    fields = excluded.fields
RETURNING id;
