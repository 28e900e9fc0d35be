-- A collection of schema 1 with one card that was edited, then dropped, after an import.
INSERT INTO sources VALUES (1, 'file', '/n/a.md', 'A', 1, 0, 0, zeroblob(32), 1, 0);
INSERT INTO entries VALUES (1, 1, 'a', 'a', 'tool', 1);
INSERT INTO facts VALUES (1, 1, 'a fact', 1);
INSERT INTO cards VALUES (
    1, 1, 1, 1, 1, 'dropped', 'core', 'R25', 'def_fwd', 0, 90, 'Theirs?', 'A.', 'A', '1', 1, 0, 0,
    'Mine?', NULL
);
INSERT INTO operations VALUES
    (1, 1, 20000, 'import', NULL, '{}'),
    (2, 2, 20000, 'triage', NULL, '{}'),
    (3, 3, 20000, 'triage', NULL, '{}');
INSERT INTO decisions VALUES
    (2, 1, 'edit', 'new', 'new', NULL, NULL, 'Mine?', NULL),
    (3, 1, 'drop', 'new', 'dropped', 'Mine?', NULL, 'Mine?', NULL);
