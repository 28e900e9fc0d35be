//! From Anki and back: what was made there goes back under its own identity, as it came and with
//! what was learnt here.

use super::testing::{Packed, World};
use crate::adapters::store::archive::ArchivedCard;
use crate::values::ids::CardId;
use proptest::prelude::*;
use std::collections::BTreeSet;

const NOTES: &str = "SELECT id, guid, mid, mod, tags, flds FROM notes ORDER BY id";
const CARDS: &str = "SELECT c.id, nid, ord, c.mod, type, queue, ivl, factor, reps, lapses, left,
    odue, odid, flags, c.data, due + CASE type WHEN 2 THEN (SELECT crt / 86400 FROM col) ELSE 0 END
    FROM cards c ORDER BY c.id";
const LOG: &str =
    "SELECT * FROM (SELECT id, cid, ease, ivl, lastIvl, factor, time, type FROM revlog)
    ORDER BY id";

/// When the only thing changed here is what these statements do to a collection with the sample.
fn after(sql: &str) -> (World, Packed) {
    let mut world = World::new();
    world.take(&Packed::sample()).unwrap();
    world.sql(sql);
    let back = world.export(None);
    (world, back)
}

#[test]
fn what_came_goes_back_as_it_came() {
    let (mut world, back) = after("");
    for rows in [NOTES, CARDS, LOG] {
        assert_eq!(back.rows(rows), Packed::sample().rows(rows));
    }
    let decks = "SELECT value ->> 'name' FROM cards c, json_each((SELECT decks FROM col)) d
        WHERE d.key = c.did ORDER BY c.id";
    assert_eq!(back.rows(decks), Packed::sample().rows(decks));
    let fields = "SELECT models ->> '$.11.name' || (models -> '$.10.flds') FROM col";
    assert_eq!(back.rows(fields), Packed::sample().rows(fields));
    assert!(!world.take(&back).unwrap().is_change());
}

#[test]
fn what_came_goes_back_as_it_came_from_a_collection_that_had_it_as_json() {
    let mut world = World::new();
    let flagged = Packed::sample().sql("UPDATE cards SET data = '{\"s\":1.5}', flags = 5");
    world.take(&flagged).unwrap();
    world.own_cards(&["What is `fd`?"]);
    world.answer(world.cards()[0].id, "2024-02-03T10:00:00Z");
    let first = world.export_at("2024-02-04T10:00:00Z", None);
    let mut other = world.archived();
    let known = |world: &World| -> Vec<ArchivedCard> {
        let unnumbered = |mut card: ArchivedCard| {
            card.source.fact = 0;
            card
        };
        world.archive().into_iter().map(unnumbered).collect()
    };
    assert_eq!(known(&other), known(&world));
    let back = other.export_at("2024-02-04T10:00:00Z", None);
    let ids = "SELECT guid, n.id, c.id, mid, tags, n.flds FROM notes n JOIN cards c ON nid = n.id";
    for rows in [ids, LOG] {
        assert_eq!(back.rows(rows), first.rows(rows));
    }
    // That of recall's own is a change next: what was in it then is not told.
    assert_eq!(back.rows(CARDS)[..4], first.rows(CARDS)[..4]);
    assert!(!other.take(&flagged).unwrap().is_change(), "the package is known there");
}

#[test]
fn an_answer_given_here_goes_with_the_log() {
    let mut world = World::new();
    world.take(&Packed::sample()).unwrap();
    let card = world.cards()[0].id;
    world.answer(card, "2024-02-03T10:00:00Z");
    let back = world.export_at("2024-02-04T10:00:00Z", None);
    assert_eq!(back.rows(NOTES), Packed::sample().rows(NOTES));
    let added: Vec<String> = back
        .rows(LOG)
        .into_iter()
        .filter(|row| !Packed::sample().rows(LOG).contains(row))
        .collect();
    assert_eq!(added, ["1706954400000|1700000000011|3|50|20|2500|1|1"]);
    let card = back.rows(CARDS).swap_remove(0);
    let due = 19_756 + 50;
    let data = r#"{"lrt":1706954400,"pos":1}"#;
    let row =
        format!("1700000000011|1700000000001|0|1706954400|2|2|50|2500|3|0|0|0|0|3|{data}|{due}");
    assert_eq!(card, row);
    assert!(!world.take(&back).unwrap().is_change(), "what comes back is known");
    assert_eq!(world.export_at("2024-02-04T10:00:00Z", None).bytes(), back.bytes());
}

#[test]
fn what_was_changed_here_is_newer_in_anki_once() {
    let edit = "UPDATE cards SET question_override = 'capital of *Norway*'
            WHERE question = 'capital of Norway';
        INSERT INTO tags (name) VALUES ('far');
        INSERT INTO card_tags SELECT c.id, t.id FROM cards c, tags t
            WHERE c.question = 'capital of Chad' AND t.name = 'far';";
    let (mut world, back) = after(edit);
    let now = 1_706_788_800;
    let notes = [
        format!("1700000000001|g1|10|{now}| city marked |capital of <em>Norway</em>\u{1f}Oslo"),
        format!("1700000000002|g2|10|{now}| far |capital of Chad\u{1f}N'Djamena"),
        "1700000000003|g3|11|1700000000||{{c1::This}} is a gap".to_owned(),
    ];
    assert_eq!(back.rows(NOTES), notes);
    assert_eq!(world.export_at("2024-02-02T10:00:00Z", None).rows(NOTES), notes);
    // Taken by Anki and come back, the words are the note's own.
    world.take(&back).unwrap();
    let cards = world.cards();
    assert_eq!(cards[0].question, "capital of *Norway*");
    assert!(!world.take(&back).unwrap().is_change());
    assert_eq!(world.export_at("2024-02-02T10:00:00Z", None).rows(NOTES), notes);
}

#[test]
fn later_words_of_anki_take_the_place_of_those_it_had_from_here() {
    let edit = "UPDATE cards SET answer_override = 'Oslo, of course' WHERE answer = 'Oslo'";
    let (mut world, back) = after(edit);
    let later = "UPDATE notes SET mod = mod + 9, flds = replace(flds, 'of course', 'I think')
        WHERE guid = 'g1'";
    world.take(&back.sql(later)).unwrap();
    assert_eq!(world.cards()[0].answer, "Oslo, I think");
    // Words that Anki never had stay, and go there next.
    world.sql("UPDATE cards SET answer_override = 'mine' WHERE answer = 'Oslo, I think'");
    let meanwhile = "UPDATE notes SET mod = mod + 20, tags = ' other ' WHERE guid = 'g1'";
    world.take(&Packed::sample().sql(later).sql(meanwhile)).unwrap();
    assert_eq!(world.cards()[0].answer, "mine");
}

#[test]
fn words_that_no_field_holds_stay_here() {
    let edit = "UPDATE cards SET answer_override = 'else' WHERE kind = 'cloze'";
    let (_, back) = after(edit);
    assert_eq!(back.rows(NOTES), Packed::sample().rows(NOTES));
}

#[test]
fn a_card_that_was_suspended_or_taken_back_here_is_so_in_anki() {
    let (_, back) = after(
        "UPDATE cards SET status = CASE status WHEN 'suspended' THEN 'new' ELSE 'suspended' END",
    );
    let queues = back.rows("SELECT queue FROM cards ORDER BY id");
    assert_eq!(queues, ["-1", "-1", "0", "-1"]);
}

#[test]
fn a_dropped_card_does_not_leave_and_its_sibling_does() {
    let (_, back) = after("UPDATE cards SET status = 'dropped' WHERE question = 'Oslo'");
    assert_eq!(back.rows("SELECT id FROM cards ORDER BY id").len(), 3);
    assert_eq!(back.rows("SELECT id FROM notes").len(), 3);
}

#[test]
fn ids_of_two_collections_that_meet_are_kept_apart() {
    let mut world = World::new();
    world.take(&Packed::sample()).unwrap();
    world.take(&Packed::sample().sql("UPDATE notes SET guid = guid || 'x'")).unwrap();
    let back = world.export(None);
    assert_eq!(back.rows("SELECT count(DISTINCT id), count(*) FROM notes"), ["6|6"]);
    assert_eq!(
        back.rows("SELECT count(DISTINCT c.id) FROM cards c JOIN notes n ON n.id = nid"),
        ["8"]
    );
}

fn queue_of(kind: i64, is_suspended: bool, is_instant: bool) -> i64 {
    match kind {
        _ if is_suspended => -1,
        1 | 3 if !is_instant => 3,
        1 | 3 => 1,
        kind => kind,
    }
}

#[test]
fn what_was_written_in_anki_can_come_again_once_it_was_taken_back() {
    let mut world = World::new();
    world.own_cards(&["What is `fd`?"]);
    let sent = world.export_at("2024-02-04T10:00:00Z", None);
    let edit = "UPDATE notes SET mod = mod + 9, flds = replace(flds, 'What is', 'Which is')";
    let fields = "SELECT flds FROM notes";
    let before = sent.rows(fields);
    let edited = sent.sql(edit);
    for _ in 0..2 {
        assert_eq!(world.take(&edited).unwrap().reworded, 1);
        assert_ne!(world.cards()[0].question, "What is `fd`?");
        world.back();
        assert_eq!(world.cards()[0].question, "What is `fd`?");
    }
    assert_eq!(world.export_at("2024-02-05T10:00:00Z", None).rows(fields), before);
}

#[test]
fn what_was_written_in_anki_outlives_a_tag_that_is_put_on_it_there() {
    let mut world = World::new();
    world.own_cards(&["What is `fd`?"]);
    let sent = world.export_at("2024-02-04T10:00:00Z", None);
    let written = sent.sql("UPDATE notes SET mod = mod + 9, flds = '<b>Which</b>' || flds");
    world.take(&written).unwrap();
    let fields = "SELECT flds FROM notes";
    let before = written.rows(fields);
    world.take(&written.sql("UPDATE notes SET mod = mod + 9, tags = ' late '")).unwrap();
    assert_eq!(world.export_at("2024-02-05T10:00:00Z", None).rows(fields), before);
}

#[test]
fn another_package_at_the_same_path_has_pictures_of_its_own() {
    let with_picture = |(guid, modified_s, picture): (&str, i64, &[u8; 3])| {
        let field = format!(
            "UPDATE notes SET flds = replace(flds, 'Oslo', '<img src=\"x.png\">'), mod = {modified_s}"
        );
        let package =
            Packed::sample().sql(&format!("{field}; UPDATE notes SET guid = guid || '{guid}'"));
        package.with("media", b"{\"0\": \"x.png\"}").with("0", picture)
    };
    let mut world = World::new();
    for package in [("a", 1, b"one"), ("b", 1, b"two"), ("c", 1, b"six"), ("c", 2, b"ten")] {
        world.take(&with_picture(package)).unwrap();
    }
    let cards = world.cards();
    let first = cards.iter().filter(|card| card.question == "capital of Norway");
    let shown =
        first.map(|card| std::fs::read(world.media_file(card.id, "x.png").unwrap()).unwrap());
    assert_eq!(shown.collect::<Vec<_>>(), [b"one", b"two", b"ten"]);
    let sources: BTreeSet<&str> = cards.iter().map(|card| card.source.as_str()).collect();
    assert_eq!(sources.len(), 3);
}

#[test]
fn two_pictures_of_one_name_go_out_under_two() {
    let with_picture = |change: &str, picture: &[u8]| {
        let sql =
            "UPDATE notes SET flds = 'What is <img src=\"a&amp;b.png\">?' || char(31) || 'mint'
            WHERE id = 1700000000001;";
        let list = br#"{"0": "a&b.png"}"#;
        Packed::sample().sql(sql).sql(change).with("media", list).with("0", picture)
    };
    let mut world = World::new();
    world.take(&with_picture("", b"one")).unwrap();
    let others = "UPDATE notes SET guid = 'other ' || guid, id = id + 100;
        UPDATE cards SET nid = nid + 100, id = id + 100;
        UPDATE revlog SET id = id + 1, cid = cid + 100;";
    world.take_as("other.apkg", &with_picture(others, b"two")).unwrap();
    let back = world.export(None);
    let list: std::collections::HashMap<String, String> =
        serde_json::from_slice(back.entry("media")).unwrap();
    assert_eq!(list.len(), 2);
    let fields = back.rows("SELECT flds FROM notes WHERE flds LIKE '%img%' ORDER BY id");
    for (field, bytes) in fields.iter().zip([b"one", b"two"]) {
        let (number, _) = list
            .iter()
            .find(|(_, name)| field.contains(&format!("\"{}\"", name.replace('&', "&amp;"))))
            .unwrap();
        assert_eq!(back.entry(number), bytes, "{field}");
    }
    assert_eq!(fields.len(), 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Anki to recall and back keeps every row of cards and log, whatever they say.
    #[test]
    fn from_anki_and_back_is_the_identity(
        cards in prop::collection::vec(
            (0..4_i64, any::<bool>(), any::<bool>(), -50..500_i64, 0..400_i64, 1300..4000_i64, 0..8_i64),
            4,
        ),
        log in prop::collection::btree_map(
            1_600_000_000_000..1_706_000_000_000_i64,
            (11..15_i64, 0..5_i64, -600..400_i64, -600..400_i64, 0..4000_i64, 0..60_000_i64, 0..6_i64),
            0..20,
        ),
    ) {
        let cards = (11..).zip(cards).map(|(at, (kind, is_suspended, is_instant, day, interval, factor, flag))| {
            let is_instant = is_instant && kind % 2 == 1;
            let due = if is_instant { 1_706_000_000 + day } else { day };
            let queue = queue_of(kind, is_suspended, is_instant);
            let id = 1_700_000_000_000_i64 + at;
            format!(
                "UPDATE cards SET type = {kind}, queue = {queue}, due = {due}, ivl = {interval},
                    factor = {factor}, flags = {flag}, data = '{{\"s\":{interval}.5,\"d\":5}}'
                WHERE id = {id};"
            )
        });
        let log = log.into_iter().map(|(id, (card, ease, interval, last, factor, took, kind))| {
            let card = 1_700_000_000_000_i64 + card;
            format!(
                "INSERT INTO revlog VALUES ({id}, {card}, -1, {ease}, {interval}, {last}, {factor},
                    {took}, {kind});"
            )
        });
        let sql: String = ["DELETE FROM revlog;".to_owned()].into_iter().chain(cards).chain(log).collect();
        let there = Packed::sample().sql(&sql);
        let mut world = World::new();
        world.take(&there).unwrap();
        let back = world.export(None);
        let cards = CARDS.replace("CASE type WHEN 2", "CASE type > 0 AND due < 1000000000 WHEN 1");
        for rows in [NOTES, LOG, &cards] {
            prop_assert_eq!(back.rows(rows), there.rows(rows));
        }
        prop_assert!(!world.take(&back).unwrap().is_change());
    }

    /// recall to Anki and back changes nothing of all that recall knows, whether Anki gives back
    /// what it was given or writes a package of its own.
    #[test]
    fn to_anki_and_back_is_the_identity(
        cards in prop::collection::vec(
            (side(), side(), prop::sample::select(vec!["qa", "cloze", "list"]), 0..8_u8, 0..4_usize),
            1..5,
        ),
    ) {
        let mut world = World::new();
        world.own_cards(&vec!["?"; cards.len()]);
        for (number, (question, answer, kind, state, answers)) in (0_i64..).zip(&cards) {
            world.reword(number, kind, question, answer);
            for answer in 0..*answers {
                let at = format!("2024-01-{:02}T1{}:00:00Z", 1 + answer * 9, number);
                world.answer(CardId::from_raw(900 + number), &at);
            }
            world.sql(&stand(900 + number, *state));
        }
        let package = world.export(None);
        let known = world.archive();
        prop_assert!(!world.take(&package).unwrap().is_change());
        prop_assert_eq!(world.archive(), known.clone());
        let mut anki = World::new();
        anki.take(&package).unwrap();
        let back = anki.export(None);
        for rows in [NOTES, CARDS, LOG] {
            prop_assert_eq!(back.rows(rows), package.rows(rows));
        }
        prop_assert!(!world.take(&back).unwrap().is_change());
        prop_assert_eq!(world.archive(), known);
        prop_assert_eq!(world.export(None).bytes(), package.bytes());
    }
}

/// Lines with everything in them that HTML, Markdown or Anki could stumble on.
fn side() -> impl Strategy<Value = String> {
    let part = "\\[\\.\\.\\.\\]|\\{\\{c1::|\\}\\}|::|<b>|&amp;|\\$x_1\\$|`a b`|\\*\\*|- |\n|[a-z \u{e9}]{1,5}|[\\\\<>&\\[\\](){}#|~]";
    prop::collection::vec(part, 1..8).prop_map(|parts| format!("a{}", parts.concat()))
}

/// Suspended, marked or tagged, by the bits of a number.
fn stand(card: i64, state: u8) -> String {
    let parts = [
        format!("UPDATE cards SET status = 'suspended' WHERE id = {card};"),
        format!("UPDATE cards SET mark = '' WHERE id = {card};"),
        format!(
            "INSERT OR IGNORE INTO tags (name) VALUES ('b::c');
            INSERT INTO card_tags SELECT {card}, id FROM tags WHERE name = 'b::c';"
        ),
    ];
    (0..).zip(parts).filter(|(bit, _)| state >> bit & 1 == 1).map(|(_, sql)| sql).collect()
}
