//! Packages that mean harm or that are broken: each is refused with nothing changed, or what is
//! wrong with it is said.

use super::PackageError;
use super::testing::{Packed, World};

/// A collection that refuses the package, and is as it was.
#[track_caller]
fn refused(bytes: &[u8]) -> PackageError {
    let mut world = World::new();
    let error = world.take_bytes(bytes, false).unwrap_err();
    assert_eq!(world.cards(), []);
    assert!(!world.media().exists());
    error
}

#[test]
fn what_is_no_package_is_refused() {
    for bytes in [&b""[..], b"dear friend", b"PK\x05\x06"] {
        assert!(matches!(refused(bytes), PackageError::NotAPackage { .. }));
    }
    let empty = Packed::sample().without("collection.anki2");
    assert!(matches!(refused(&empty.bytes()), PackageError::NotAPackage { .. }));
}

#[test]
fn a_package_cut_off_anywhere_is_refused() {
    let whole = Packed::sample().bytes();
    let mut world = World::new();
    for end in (0..whole.len()).step_by(97) {
        assert!(world.take_bytes(&whole[..end], false).is_err(), "cut at {end}");
    }
    assert_eq!(world.cards(), []);
}

#[test]
fn a_damaged_collection_is_refused_or_read_and_never_half() {
    let package = Packed::sample();
    let database = package.entry("collection.anki2").to_owned();
    let mut world = World::new();
    for at in (100..database.len()).step_by(499) {
        let mut damaged = database.clone();
        damaged[at] ^= 0xff;
        let bytes = package.clone().with("collection.anki2", &damaged).bytes();
        if world.take_bytes(&bytes, false).is_ok() {
            world = World::new();
        }
        assert_eq!(world.cards(), [], "damaged at {at}");
    }
}

#[test]
fn a_newer_container_is_refused() {
    let newer = Packed::sample().with("meta", b"\x08\x09");
    let error = refused(&newer.bytes());
    assert!(matches!(error, PackageError::Newer { version: 9, .. }));
    let broken = Packed::sample().with("meta", b"\x08");
    assert!(matches!(refused(&broken.bytes()), PackageError::Damaged { .. }));
}

#[test]
fn a_name_that_leads_elsewhere_is_refused() {
    for name in ["../a.png", "/etc/passwd", "a\\\\b.png", "c:a.png", ".."] {
        let list = format!("{{\"0\": \"{name}\"}}");
        let package = Packed::sample().with("media", list.as_bytes()).with("0", b"x");
        assert!(matches!(refused(&package.bytes()), PackageError::MediaName { .. }), "{name}");
    }
}

#[test]
fn a_bomb_is_stopped_while_it_unpacks() {
    let zeros = vec![0_u8; 40 << 20];
    let error = refused(&Packed::sample().with("collection.anki2", &zeros).bytes());
    assert!(matches!(error, PackageError::TooBig { .. }), "{error:?}");
    // Forty megabytes of the newest container's kind in some thousand bytes.
    let packed = bomb(40 << 20);
    let package = Packed::sample().with("meta", b"\x08\x03").with("collection.anki21b", &packed);
    let error = refused(&package.bytes());
    assert!(matches!(error, PackageError::TooBig { .. }), "{error:?}");
}

/// A frame of Zstandard whose blocks each repeat one byte (RFC 8878, 3.1.1).
fn bomb(size: usize) -> Vec<u8> {
    const BLOCK: usize = 128 << 10;
    let mut frame = vec![0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58];
    let blocks = size / BLOCK;
    for number in 1..=blocks {
        let header = u32::try_from(BLOCK << 3).unwrap() | 2 | u32::from(number == blocks);
        frame.extend_from_slice(&header.to_le_bytes()[..3]);
        frame.push(0);
    }
    frame
}

#[test]
fn a_size_that_is_a_lie_is_found_out_while_it_unpacks() {
    let size = 40_u32 << 20;
    let package = Packed::sample().with("collection.anki2", &vec![0_u8; size as usize]);
    let mut bytes = package.bytes();
    while let Some(at) = bytes.windows(4).position(|four| four == size.to_le_bytes()) {
        bytes[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
    }
    let error = refused(&bytes);
    let is_told = matches!(error, PackageError::TooBig { .. } | PackageError::Damaged { .. });
    assert!(is_told, "{error:?}");
}

#[test]
fn a_wrong_count_of_entries_is_refused_or_does_not_matter() {
    let whole = Packed::sample().bytes();
    let end = whole.len() - 22;
    assert_eq!(whole[end..end + 4], *b"PK\x05\x06");
    for count in [0_u16, 1, 3, 500, u16::MAX] {
        let mut bytes = whole.clone();
        bytes[end + 8..end + 10].copy_from_slice(&count.to_le_bytes());
        bytes[end + 10..end + 12].copy_from_slice(&count.to_le_bytes());
        let mut world = World::new();
        let cards = match world.take_bytes(&bytes, false) {
            Ok(_) => 4,
            Err(_) => 0,
        };
        assert_eq!(world.cards().len(), cards, "{count} entries");
    }
}

#[test]
fn a_note_with_a_wrong_count_of_fields_is_asked_and_goes_out_right() {
    let counts = "UPDATE notes SET flds = 'capital of Norway' WHERE guid = 'g1';
        UPDATE notes SET flds = flds || char(31) || 'more' || char(31) || 'and more'
            WHERE guid = 'g2'";
    let mut world = World::new();
    assert_eq!(world.take(&Packed::sample().sql(counts)).unwrap().new, 4);
    assert_eq!(world.cards()[0].question, "capital of Norway");
    let fields = world.export(None).rows("SELECT flds FROM notes ORDER BY id LIMIT 2");
    let expected =
        ["capital of Norway\u{1f}", "capital of Chad\u{1f}N'Djamena<br>more<br>and more"];
    assert_eq!(fields, expected);
}

#[test]
fn of_two_notes_with_one_guid_the_first_is_taken() {
    let mut world = World::new();
    let package = Packed::sample().sql("UPDATE notes SET guid = 'g1', mod = mod + id % 10");
    for (new, kept) in [(2, 0), (0, 2)] {
        let taken = world.take(&package).unwrap();
        assert_eq!((taken.new, taken.kept, taken.doubles), (new, kept, 2));
    }
    assert_eq!(world.cards()[0].question, "capital of Norway");
}

#[test]
fn what_stands_in_a_tables_place_is_refused() {
    let view = "ALTER TABLE notes RENAME TO kept; CREATE VIEW notes AS SELECT * FROM kept";
    let error = refused(&Packed::sample().sql(view).bytes());
    assert!(matches!(error, PackageError::Strange { .. }), "{error:?}");
    let worked_out = "ALTER TABLE cards ADD COLUMN x AS (hex(zeroblob(1000000)))";
    let error = refused(&Packed::sample().sql(worked_out).bytes());
    assert!(matches!(error, PackageError::Strange { .. }), "{error:?}");
    let error = refused(&Packed::sample().sql("DELETE FROM col").bytes());
    assert!(matches!(error, PackageError::Strange { .. }), "{error:?}");
    let error = refused(&Packed::sample().sql("UPDATE col SET ver = 12").bytes());
    assert!(matches!(error, PackageError::Strange { .. }), "{error:?}");
    let error = refused(&Packed::sample().sql("DROP TABLE revlog").bytes());
    assert!(matches!(error, PackageError::Strange { .. }), "{error:?}");
}

#[test]
fn triggers_and_other_tables_do_nothing() {
    let others = "CREATE TRIGGER t AFTER INSERT ON notes BEGIN DELETE FROM cards; END;
        CREATE TABLE reviews (x); CREATE VIEW v AS SELECT load_extension('x');
        CREATE VIRTUAL TABLE f USING fts5(x)";
    let mut world = World::new();
    assert_eq!(world.take(&Packed::sample().sql(others)).unwrap().new, 4);
}

#[test]
fn numbers_and_texts_of_the_wrong_kind_are_taken_leniently() {
    let odd = "UPDATE cards SET due = 'x', ivl = 1.5e300, factor = NULL IS NULL, odid = -9,
            flags = 99, ord = -5 WHERE id = 1700000000011;
        UPDATE cards SET ord = 9223372036854775807 WHERE id = 1700000000012;
        UPDATE notes SET mod = 9e18, tags = x'ff00', guid = 5 WHERE id = 1700000000001;
        UPDATE revlog SET ease = -3, ivl = 9223372036854775807, time = -1, id = -7
            WHERE id = 1704268800000;
        UPDATE col SET crt = -9223372036854775807";
    let mut world = World::new();
    let taken = world.take(&Packed::sample().sql(odd)).unwrap();
    assert_eq!(taken.new, 4);
}

#[test]
fn a_field_of_many_megabytes_is_left_out_of_view_and_said() {
    let big = "UPDATE notes SET flds = printf('%.*c', 9000000, 'x') || char(31) || 'b'
        WHERE id = 1700000000002";
    let mut world = World::new();
    let taken = world.take(&Packed::sample().sql(big)).unwrap();
    let why: Vec<&str> = taken.unshowable.keys().map(|why| why.as_str()).collect();
    assert_eq!(why, ["too big to show"]);
}

#[test]
fn a_script_is_no_part_of_a_card() {
    let script = "UPDATE notes SET flds = '<script>alert(1)</script><img src=x onerror=alert(1)>a'
            || '<a href=\"javascript:alert(1)\">b</a>' || char(31) || char(27) || '[2Jc'
        WHERE id = 1700000000002";
    let mut world = World::new();
    world.take(&Packed::sample().sql(script)).unwrap();
    let card = world.cards().remove(2);
    assert_eq!((card.question.as_str(), card.answer.as_str()), ("![x](x)ab", "\\[2Jc"));
}

#[test]
fn missing_media_are_said_and_nothing_is_lost() {
    let picture = "UPDATE notes SET flds = 'see <img src=\"a.png\">' || char(31) || '[sound:b.wav]'
        WHERE id = 1700000000002";
    let package = Packed::sample()
        .sql(picture)
        .with("media", b"{\"0\": \"a.png\", \"1\": \"b.wav\", \"2\": \"unused.png\"}")
        .with("0", b"bytes of a picture")
        .with("2", b"bytes of no use");
    let mut world = World::new();
    let taken = world.take(&package).unwrap();
    assert_eq!((taken.new, taken.media, taken.missing_media), (4, 1, 1));
    let card = world.cards()[2].id;
    let file = world.media_file(card, "a.png").unwrap();
    assert_eq!(std::fs::read(file).unwrap(), b"bytes of a picture");
    assert_eq!(world.media_file(card, "unused.png"), None);
    let back = world.export(None);
    assert_eq!(back.entry("media"), b"{\"0\":\"a.png\"}");
    assert_eq!(back.entry("0"), b"bytes of a picture");
}
