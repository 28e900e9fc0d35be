-- What of a collection is in tables of their own since schema 15.
CREATE TABLE notetypes (
    id integer PRIMARY KEY,
    name text NOT NULL,
    mtime_secs integer NOT NULL,
    usn integer NOT NULL,
    config blob NOT NULL
);
CREATE TABLE fields (
    ntid integer NOT NULL,
    ord integer NOT NULL,
    name text NOT NULL,
    config blob NOT NULL,
    PRIMARY KEY (ntid, ord)
) WITHOUT ROWID;
CREATE TABLE templates (
    ntid integer NOT NULL,
    ord integer NOT NULL,
    name text NOT NULL,
    mtime_secs integer NOT NULL,
    usn integer NOT NULL,
    config blob NOT NULL,
    PRIMARY KEY (ntid, ord)
) WITHOUT ROWID;
CREATE TABLE decks (
    id integer PRIMARY KEY,
    name text NOT NULL,
    mtime_secs integer NOT NULL,
    usn integer NOT NULL,
    common blob NOT NULL,
    kind blob NOT NULL
);
CREATE TABLE config (
    KEY text NOT NULL PRIMARY KEY,
    usn integer NOT NULL,
    mtime_secs integer NOT NULL,
    val blob NOT NULL
) WITHOUT ROWID;
INSERT INTO notetypes VALUES (10, 'Both ways', 1700000000, 0, ''), (11, 'Gaps', 1700000000, 0, x'0801');
INSERT INTO fields VALUES (10, 0, 'Front', ''), (10, 1, 'Back', ''), (11, 0, 'Text', '');
INSERT INTO templates VALUES
    (10, 0, 'There', 0, 0, CAST(x'0a09' || '{{Front}}' || x'1208' || '{{Back}}' AS blob)),
    (10, 1, 'Back', 0, 0, CAST(x'0a08' || '{{Back}}' || x'1209' || '{{Front}}' AS blob)),
    (11, 0, 'Gap', 0, 0, CAST(x'0a0e' || '{{cloze:Text}}' AS blob));
INSERT INTO decks VALUES (1, 'Default', 0, 0, '', ''), (20, 'Geo' || char(31) || 'North', 0, 0, '', '');
INSERT INTO config VALUES ('creationOffset', 0, 0, '0');
UPDATE col SET ver = 18, models = '', decks = '', dconf = '', conf = '';
