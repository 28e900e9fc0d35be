-- The newest that was seen stays.
INSERT INTO foreign_notetypes (id, name, modified_s, definition)
VALUES (:id, :name, :modified, :definition)
ON CONFLICT (id) DO UPDATE SET
    name = excluded.name,
    modified_s = excluded.modified_s,
    definition = excluded.definition
WHERE excluded.modified_s > foreign_notetypes.modified_s;
