-- A collection that began on 2024-01-01 in UTC.
INSERT INTO col VALUES (
    1, 1704081600, 0, 0, 11, 0, 0, 0, '{"schedVer": 2, "creationOffset": 0}',
    json_object(
        '10', json_object(
            'id', 10, 'name', 'Both ways', 'type', 0, 'mod', 1700000000,
            'flds', json_array(
                json_object('name', 'Front', 'ord', 0), json_object('name', 'Back', 'ord', 1)
            ),
            'tmpls', json_array(
                json_object(
                    'name', 'There', 'ord', 0, 'qfmt', '{{Front}}',
                    'afmt', '{{FrontSide}}<hr id=answer>{{Back}}'
                ),
                json_object(
                    'name', 'Back', 'ord', 1, 'qfmt', '{{Back}}',
                    'afmt', '{{FrontSide}}<hr id=answer>{{Front}}'
                )
            )
        ),
        '11', json_object(
            'id', 11, 'name', 'Gaps', 'type', 1, 'mod', 1700000000,
            'flds', json_array(json_object('name', 'Text', 'ord', 0)),
            'tmpls', json_array(
                json_object(
                    'name', 'Gap', 'ord', 0, 'qfmt', '{{cloze:Text}}', 'afmt', '{{cloze:Text}}'
                )
            )
        )
    ),
    '{"1": {"id": 1, "name": "Default"}, "20": {"id": 20, "name": "Geo::North"}}', '{}', '{}'
);
INSERT INTO notes VALUES
    (1700000000001, 'g1', 10, 1700000000, -1, ' city marked ', 'capital of Norway' || char(31) || 'Oslo', '', 0, 0, ''),
    (1700000000002, 'g2', 10, 1700000000, -1, '', 'capital of Chad' || char(31) || 'N''Djamena', '', 0, 0, ''),
    (1700000000003, 'g3', 11, 1700000000, -1, '', '{{c1::This}} is a gap', '', 0, 0, '');
INSERT INTO cards VALUES
    (1700000000011, 1700000000001, 20, 0, 1704960000, -1, 2, 2, 30, 20, 2500, 2, 0, 0, 0, 0, 3, '{}'),
    (1700000000012, 1700000000001, 20, 1, 1700000000, -1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, '{}'),
    (1700000000013, 1700000000002, 1, 0, 1700000000, -1, 0, -1, 2, 0, 0, 0, 0, 0, 0, 0, 0, '{}'),
    (1700000000014, 1700000000003, 1, 0, 1700000000, -1, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, '{}');
INSERT INTO revlog VALUES
    (1704268800000, 1700000000011, -1, 3, 8, 0, 2500, 900, 0),
    (1704960000000, 1700000000011, -1, 3, 20, 8, 2500, 900, 1);
