"""Packages of a hard collection, imported into real Anki."""

import hashlib
import html
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
from datetime import date, timedelta

import story
from package import Package
from recall import EPOCH, Recall
from receiver import Receiver

EASE = (1, 1, 1, 2, 3, 4)
DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"


def id_text(raw):
    """A card's id as recall writes it: base 32, lowest digit first."""
    return "".join(DIGITS[raw >> 5 * place & 31] for place in range(13))


def shown(field):
    """What a reader sees of a field, a line each."""
    field = re.sub(r"<br>|</li>|</?ul>|</?pre>", "\n", field)
    text = html.unescape(re.sub(r"<[^>]*>", "", field))
    return re.sub(r"[ \t]*\n[ \t\n]*", "\n", text).strip()


def expected(recall):
    """Every card that an export must hold, worked out from the tables alone."""
    undone = set()
    for row in recall.sql("SELECT id, undoes FROM operations ORDER BY id DESC"):
        if row["undoes"] and row["id"] not in undone:
            undone.add(row["undoes"])
    log = {}
    for row in recall.sql("SELECT * FROM reviews ORDER BY at_ms"):
        if row["operation_id"] not in undone:
            log.setdefault(row["card_id"], []).append(review(row))
    rows = recall.sql(
        "SELECT cards.*, decks.name AS deck, schedules.* FROM cards"
        " JOIN decks ON decks.id = deck_id LEFT JOIN schedules ON card_id = cards.id"
        " WHERE status IN ('new', 'review', 'suspended') ORDER BY ordinal"
    )
    tags = {}
    for row in recall.sql("SELECT card_id, name FROM card_tags JOIN tags ON id = tag_id"):
        tags.setdefault(row["card_id"], []).append(row["name"].replace(" ", "_"))
    cards = {}
    for position, row in enumerate(rows, 1):
        scheduled = row["due_day"] is not None
        cards[id_text(row["id"])] = {
            # Decks differ in case nowhere in Anki; the first spelling of each level stays.
            "deck": row["deck"].replace(" :: ", "::").replace("conf::", "Conf::"),
            "tags": sorted(tags.get(row["id"], []), key=str.casefold),
            "type": 2 if scheduled else 0,
            "queue": -1 if row["status"] == "suspended" else 2 if scheduled else 0,
            "due": (EPOCH + timedelta(days=row["due_day"])).isoformat() if scheduled else None,
            "position": position,
            "interval": row["interval_days"] or 0,
            "factor": (row["ef_hundredths"] or 0) * 10,
            "reps": row["answers"] or 0,
            "lapses": row["lapses"] or 0,
            "last_review": row["last_at_ms"] // 1000 if scheduled else None,
            "reviews": log.get(row["id"], []),
        }
    return cards


def review(row):
    counts = row["kind"] == "scheduled"
    first = row["interval_days_before"] is None
    return [
        row["at_ms"], EASE[row["grade"]], row["interval_days_after"],
        row["interval_days_before"] or 0, row["ef_hundredths_after"] * 10 if counts else 0,
        row["took_ms"], 3 if not counts else 0 if first else 1,
    ]


def assert_checked(test, package):
    """Has the package looked at by the further checker, where one is named."""
    checker = os.environ.get("ANKI_CHECK")
    if checker:
        command = [sys.executable, checker, "import", package, "--with-scheduling", "--strict"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        found = json.loads(done.stdout)
        test.assertEqual((found["problems"], found["lint"]["warnings"]), ([], []))
        test.assertEqual(done.returncode, 0)


class TestCollection(unittest.TestCase):
    maxDiff = 4000

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.recall = Recall(folder.name)
        story.fill(self.recall)

    def receiver(self, age_days=0):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        receiver = Receiver(folder.name, age_days)
        self.addCleanup(receiver.close)
        return receiver

    def assert_sound(self, package):
        self.assertEqual(Package(package).faults, [])
        assert_checked(self, package)

    def assert_same(self, receiver, wanted):
        got = receiver.cards()
        self.assertEqual(sorted(got), sorted(wanted))
        for card, values in wanted.items():
            values = dict(values, reviews=[list(row) for row in values["reviews"]])
            self.assertEqual({key: got[card][key] for key in values}, values, card)

    def test_every_row_arrives(self):
        package, report = self.recall.export("all.apkg")
        self.assert_sound(package)
        wanted = expected(self.recall)
        self.assertEqual(report["cards"], len(wanted))
        self.assertEqual(report["reviews"], sum(len(card["reviews"]) for card in wanted.values()))
        self.assertEqual(
            report["decks"], len({card["deck"].casefold() for card in wanted.values()})
        )
        kinds = {(card["type"], card["queue"]) for card in wanted.values()}
        self.assertEqual(kinds, {(0, 0), (0, -1), (2, 2), (2, -1)})
        receiver = self.receiver()
        self.assertEqual(receiver.take(package), (len(wanted), 0, 0, 0))
        self.assert_same(receiver, wanted)
        self.assertEqual(receiver.faults(), [])

    def test_the_texts_are_seen_as_written(self):
        package, _ = self.recall.export("all.apkg")
        receiver = self.receiver()
        receiver.take(package)
        got = receiver.cards()
        for row in self.recall.sql("SELECT * FROM cards WHERE status = 'new'"):
            fields = got[id_text(row["id"])]["fields"]
            _, _, question, answer = story.TEXTS[row["ordinal"] % len(story.TEXTS)]
            self.assertEqual(shown(fields["Question"]), question)
            self.assertEqual(shown(fields.get("Answer") or fields["Items"]), answer)
            self.assertEqual(shown(fields["Context"]), row["context"])
            self.assertEqual(shown(fields["Source"]), "py & co.md")
            self.assertEqual(shown(fields["Link"]), f"py & co.md:{row['ordinal'] + 1}")

    def test_due_dates_hold_in_a_collection_of_any_age(self):
        package, _ = self.recall.export("all.apkg")
        for age_days in (1, 365, 2000):
            receiver = self.receiver(age_days)
            receiver.take(package)
            self.assert_same(receiver, expected(self.recall))
            self.assertEqual(receiver.faults(), [])

    def test_the_same_export_again_changes_nothing(self):
        first, _ = self.recall.export("all.apkg")
        self.recall.later(hours=1)
        again, _ = self.recall.export("again.apkg")
        receiver = self.receiver()
        new = receiver.take(first)[0]
        before = receiver.cards()
        self.assertEqual(receiver.take(again), (0, 0, new, 0))
        self.assertEqual(receiver.cards(), before)
        notes = {note["guid"]: tuple(note) for note in Package(first).notes.values()}
        again_notes = {note["guid"]: tuple(note) for note in Package(again).notes.values()}
        self.assertEqual(notes, again_notes)

    def test_the_same_moment_gives_the_same_bytes(self):
        first, _ = self.recall.export("one.apkg")
        again, _ = self.recall.export("two.apkg")
        digests = {hashlib.sha256(path.read_bytes()).digest() for path in (first, again)}
        self.assertEqual(len(digests), 1)

    def test_an_edit_updates_the_note_and_duplicates_nothing(self):
        first, _ = self.recall.export("all.apkg")
        receiver = self.receiver()
        total = receiver.take(first)[0]
        before = receiver.cards()
        self.recall.later(hours=1)
        edited, tagged = self.recall.sql("SELECT id FROM cards WHERE status = 'review' LIMIT 2")
        self.recall.sql("UPDATE cards SET answer = 'a *better* one' WHERE id = ?", edited["id"])
        self.recall.sql("INSERT INTO tags (name) VALUES ('fresh')")
        self.recall.sql(
            "INSERT INTO card_tags SELECT ?, id FROM tags WHERE name = 'fresh'", tagged["id"]
        )
        second, _ = self.recall.export("second.apkg")
        self.assert_sound(second)
        self.assertEqual(receiver.take(second), (0, 2, total - 2, 0))
        after = receiver.cards()
        self.assertEqual(sorted(after), sorted(before))
        changed = {card for card in after if after[card] != before[card]}
        self.assertEqual(changed, {id_text(edited["id"]), id_text(tagged["id"])})
        self.assertEqual(after[id_text(edited["id"])]["fields"]["Answer"], "a <em>better</em> one")
        self.assertIn("fresh", after[id_text(tagged["id"])]["tags"])
        self.assertEqual(receiver.faults(), [])

    def test_cards_made_later_join_those_there(self):
        first, _ = self.recall.export("rust.apkg", "Conf::Rust")
        receiver = self.receiver()
        some = receiver.take(first)[0]
        rest, report = self.recall.export("all.apkg")
        self.assertEqual(receiver.take(rest), (report["notes"] - some, 0, some, 0))
        self.assertEqual(receiver.faults(), [])

    def test_a_deck_is_exported_with_those_under_it(self):
        package, report = self.recall.export("conf.apkg", "CONF")
        self.assert_sound(package)
        wanted = {
            card: values for card, values in expected(self.recall).items()
            if values["deck"].casefold().split("::")[0] == "conf"
        }
        self.assertEqual(report["notes"], len(wanted))
        receiver = self.receiver()
        receiver.take(package)
        self.assertEqual(sorted(receiver.cards()), sorted(wanted))
        decks = {deck.name for deck in receiver.collection.decks.all_names_and_ids()}
        self.assertEqual({"Default", "Conf", "Conf::Rust", "Conf::Rust::Async", "Conf::py"}, decks)

    def test_cards_are_chosen_by_tag_and_by_word(self):
        cards = expected(self.recall)
        tagged = {card for card, values in cards.items() if "Talk" in values["tags"] or "talk" in values["tags"]}
        package, report = self.recall.export("talk.apkg", "--tag", "TALK")
        self.assertEqual(report["cards"], len(tagged))
        receiver = self.receiver()
        receiver.take(package)
        self.assertEqual(set(receiver.cards()), tagged)
        _, report = self.recall.export("both.apkg", "Conf", "2025", "--find", "vec<t>")
        rows = self.recall.sql(
            "SELECT count(*) FROM cards JOIN decks ON decks.id = deck_id"
            " WHERE question LIKE '%vec<t>%' AND status IN ('new', 'review', 'suspended')"
            " AND (decks.name LIKE 'conf%' OR decks.name = '2025')"
        )
        self.assertEqual(report["cards"], rows[0][0])
        failed = self.recall.run("export", "--tag", "talc", "-o", "x.apkg", status=1)
        self.assertIn("did you mean `talk`", failed.stderr.lower())

    def test_a_fresh_package_has_neither_schedule_nor_log(self):
        package, report = self.recall.export("fresh.apkg", "--fresh")
        self.assert_sound(package)
        self.assertEqual(report["reviews"], 0)
        receiver = self.receiver()
        receiver.take(package)
        cards = receiver.cards()
        self.assertEqual(sorted(cards), sorted(expected(self.recall)))
        for card in cards.values():
            self.assertEqual((card["type"], card["queue"], card["reviews"]), (0, 0, []))
        self.assertEqual(receiver.faults(), [])

    def test_what_is_no_package_is_never_overwritten(self):
        letter = self.recall.folder / "letter.apkg"
        letter.write_text("dear friend")
        for path, status in (
            (letter, 1), (self.recall.folder, 1), ("deck.doc", 2), ("Collection.apkg", 2),
            ("missing/deck.apkg", 1),
        ):
            failed = self.recall.run("export", "-o", path, status=status)
            self.assertIn(str(path), failed.stderr)
        failed = self.recall.run("export", "conf::rast", "-o", "x.apkg", status=1)
        self.assertIn("did you mean `Conf::Rust", failed.stderr)
        self.assertEqual(letter.read_text(), "dear friend")
        left = sorted(path.name for path in self.recall.folder.iterdir())
        self.assertEqual([name for name in left if not name.startswith("recall.db")], ["letter.apkg"])


if __name__ == "__main__":
    unittest.main()
