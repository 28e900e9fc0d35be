"""Packages that real Anki made, imported and compared with the truth about them.

The packages lie beside the project where it has its reference material; FOREIGN names the folder.
"""

import hashlib
import html
import json
import os
import re
import sqlite3
import tempfile
import unittest
from datetime import date, timedelta
from pathlib import Path

from recall import Recall, study_day

FOREIGN = Path(os.environ["FOREIGN"])
MANIFEST = json.loads((FOREIGN / "manifest.json").read_text(encoding="utf-8"))
EPOCH = date(1970, 1, 1)


SHOWN_LATER = r"\[\[type:[^\]]*\]\]|\[anki:[^\]]*\]|<a class=hint.*?</div>|<rt>.*?</rt>|<[^>]*>"
NO_WORDS = r"!?\[[^\]]*\]\([^)]*\)|^```\w*"


def letters(text):
    return "".join(c for c in text if c.isalnum())


def asked(html_text):
    """The letters of a question that Anki renders, without what it shows later or not as text."""
    return letters(html.unescape(re.sub(SHOWN_LATER, " ", html_text, flags=re.DOTALL)))


def day(number):
    return (EPOCH + timedelta(days=number)).isoformat()


class TestForeign(unittest.TestCase):
    maxDiff = 4000

    def recall(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        return Recall(folder.name)

    def packages(self):
        for name, about in MANIFEST["packages"].items():
            if about["kind"] in ("apkg", "colpkg"):
                yield name, about, MANIFEST["collections"][about["collection"]]

    def test_every_package_is_what_its_manifest_says(self):
        for name, about, truth in self.packages():
            with self.subTest(name):
                recall = self.recall()
                report = json.loads(recall.run("import", FOREIGN / name, "--json").stdout)
                self.assertEqual(report["notes"], about["notes"])
                self.assertEqual(report["new"], about["cards"])
                self.assertEqual(report["reviews"], about["revlog"])
                notes = self.notes(about, truth)
                self.assert_notes(recall, notes)
                cards = [card for card in truth["cards"] if card["guid"] in notes]
                self.assert_cards(recall, cards, about["with_scheduling"])
                if about["with_scheduling"]:
                    self.assert_log(recall, cards, truth["revlog"])
                if about.get("with_media", True):
                    self.assert_media(recall, truth["media"])
                self.assert_again(recall, name)

    def notes(self, about, truth):
        ids = about.get("note_ids", "all")
        notes = [note for note in truth["notes"] if ids == "all" or note["id"] in ids]
        return {note["guid"]: note for note in notes}

    def assert_notes(self, recall, notes):
        rows = recall.sql(
            "SELECT n.*, t.name FROM foreign_notes n JOIN foreign_notetypes t ON t.id = n.notetype_id"
        )
        self.assertEqual({row["guid"] for row in rows}, set(notes))
        for row in rows:
            note = notes[row["guid"]]
            self.assertEqual(row["note_id"], note["id"])
            self.assertEqual(row["name"], note["notetype"])
            self.assertEqual(row["modified_s"], note["mod"])
            self.assertEqual(row["fields"], "\x1f".join(note["fields"].values()))

    def assert_cards(self, recall, cards, scheduled):
        rows = {
            row["anki_card_id"]: row
            for row in recall.sql(
                """SELECT f.*, c.*, d.name AS deck, s.due_day, s.ef_hundredths, s.interval_days AS days,
                (SELECT json_group_array(t.name) FROM card_tags ct JOIN tags t ON t.id = ct.tag_id
                 WHERE ct.card_id = c.id) AS tags, n.guid
                FROM foreign_cards f JOIN cards c ON c.id = f.card_id
                JOIN foreign_notes n ON n.id = f.note
                JOIN decks d ON d.id = c.deck_id LEFT JOIN schedules s ON s.card_id = c.id"""
            )
        }
        self.assertEqual(set(rows), {card["id"] for card in cards})
        notes = {note["id"]: note for note in MANIFEST["collections"]["sm2"]["notes"]}
        for card in cards:
            row = rows[card["id"]]
            note = notes[card["nid"]]
            self.assertEqual(row["guid"], card["guid"])
            # Without schedules Anki leaves a card in the filtered deck it happens to be in.
            self.assertEqual(row["deck"], card["home_deck"] if scheduled else card["deck"])
            removed = set() if scheduled else {"leech", "marked"}
            tags = set(note["tags"]) - removed
            self.assertEqual(row["mark"] is not None, "marked" in tags)
            self.assertEqual(set(json.loads(row["tags"])), tags - {"marked"})
            occluded = note["notetype"] == "Image Occlusion"
            if not occluded:
                shown = letters(re.sub(NO_WORDS, " ", row["question"], flags=re.MULTILINE))
                self.assertEqual(shown, asked(card["question_html"]))
            suspended = scheduled and card["suspended"] or occluded
            self.assertEqual(row["status"] == "suspended", suspended, card)
            if scheduled:
                self.assertEqual(row["flag"], card["flags"])
                self.assertEqual(json.loads(row["data"] or "{}"), card["data"] or {})
                self.assert_schedule(recall, row, card)
            else:
                self.assertIsNone(row["due_day"])

    def assert_schedule(self, recall, row, card):
        today = day(study_day(recall.now))
        if card["type"] == 0:
            self.assertIsNone(row["due_day"])
        elif card["type"] == 1:
            self.assertEqual((day(row["due_day"]), row["days"]), (today, 1))
        else:
            self.assertEqual(row["ef_hundredths"] * 10, card["factor"])
            self.assertEqual(row["days"], max(card["ivl"], 1))
            due = card["due_date"] if card["type"] == 2 else today
            self.assertEqual(day(row["due_day"]), due)

    def assert_log(self, recall, cards, log):
        ids = {card["id"] for card in cards}
        wanted = {
            entry["id"]: tuple(
                entry[key] for key in ("cid", "ease", "ivl", "lastIvl", "factor", "time", "type")
            )
            for entry in log if entry["cid"] in ids
        }
        rows = recall.sql(
            """SELECT r.at_ms, f.anki_id, c.anki_card_id, f.ease, f.interval, f.last_interval,
            f.factor, f.took_ms, f.type FROM foreign_reviews f
            JOIN reviews r USING (operation_id) JOIN foreign_cards c ON c.card_id = r.card_id"""
        )
        self.assertEqual({row["anki_id"]: tuple(row)[2:] for row in rows}, wanted)
        self.assertTrue(all(row["at_ms"] == row["anki_id"] for row in rows))

    def assert_media(self, recall, truth):
        for row in recall.sql("SELECT name, hex(hash) AS hash, size_bytes FROM media"):
            hash = row["hash"].lower()
            [path] = (recall.folder / "media" / hash[:2]).glob(hash + "*")
            self.assertEqual(hashlib.sha1(path.read_bytes()).hexdigest(), truth[row["name"]]["sha1"])
        names = {row["name"] for row in recall.sql("SELECT name FROM media")}
        self.assertEqual(
            names, {"diagram.svg", "rust-crab 1.png", "tone-a.wav", "トーン.wav", "occl-src.png"}
        )

    def assert_again(self, recall, name):
        """The same package a day later changes nothing; taken back, it leaves nothing."""
        before = dump(recall)
        recall.later(days=1)
        again = json.loads(recall.run("import", FOREIGN / name, "--json").stdout)
        self.assertEqual((again["new"], again["reworded"], again["reviews"]), (0, 0, 0))
        self.assertEqual(dump(recall), before)
        recall.run("undo")
        self.assertEqual(recall.run("list", "--json").stdout, "")
        recall.run("redo")
        self.assertEqual(len(recall.run("list", "--json").stdout.splitlines()), again["kept"])

    def test_every_text_is_what_its_manifest_says(self):
        for name, about in MANIFEST["packages"].items():
            if not about["kind"].endswith("-text"):
                continue
            with self.subTest(name):
                recall = self.recall()
                report = json.loads(recall.run("import", FOREIGN / name, "--json").stdout)
                self.assertEqual(report["notes"], about.get("notes", about.get("cards")))
                self.assertEqual((report["empty_rows"], report["repeated_rows"]), ([], []))
                before = dump(recall)
                recall.later(days=1)
                again = json.loads(recall.run("import", FOREIGN / name, "--json").stdout)
                self.assertEqual((again["new"], again["reworded"]), (0, 0))
                self.assertEqual(dump(recall), before)

    def test_notes_that_came_as_text_are_those_of_the_package(self):
        recall = self.recall()
        recall.run("import", FOREIGN / "sm2-notes.txt")
        truth = MANIFEST["collections"]["sm2"]
        notes = {note["guid"]: note for note in truth["notes"]}
        for row in recall.sql("SELECT guid, tags, fields FROM foreign_notes"):
            note = notes.pop(row["guid"])
            # How many fields a note has the text does not tell.
            wanted = "\x1f".join(note["fields"].values())
            self.assertEqual(row["fields"].rstrip("\x1f"), wanted.rstrip("\x1f"))
            self.assertEqual(set(row["tags"].split()), set(note["tags"]))
        self.assertEqual(notes, {})
        before = {row["id"] for row in recall.sql("SELECT id FROM cards")}
        recall.run("import", FOREIGN / "sm2-new.apkg")
        after = recall.sql("SELECT id FROM cards")
        self.assertLessEqual(before, {row["id"] for row in after})
        self.assert_notes(recall, {note["guid"]: note for note in truth["notes"]})
        self.assert_cards(recall, truth["cards"], True)
        self.assert_log(recall, truth["cards"], truth["revlog"])
        again = json.loads(recall.run("import", FOREIGN / "sm2-notes.txt", "--json").stdout)
        self.assertEqual((again["new"], again["reworded"]), (0, 0))

    def test_every_broken_package_is_refused_or_read_whole(self):
        expected = {
            "truncated.apkg": 3, "not-a-zip.apkg": 3, "empty.apkg": 3, "future-version.apkg": 1,
            "path-traversal.apkg": 3, "media-missing-in-zip.apkg": 0, "no-media-entry.apkg": 0,
            "garbage-db.apkg": 3, "only-dummy.apkg": 1,
        }
        self.assertEqual(set(expected), set(MANIFEST["malformed"]))
        for name, status in expected.items():
            path = FOREIGN / "malformed" / name
            if not path.exists():
                continue
            with self.subTest(name):
                recall = self.recall()
                done = recall.run("import", path, status=status)
                if status:
                    self.assertIn("error: ", done.stderr)
                    self.assertIn(str(path), done.stderr)
                    self.assertEqual(list(recall.folder.iterdir()), [])
                else:
                    self.assertEqual(recall.sql("SELECT count(*) FROM cards")[0][0], 72)


def dump(recall):
    with sqlite3.connect(recall.database) as connection:
        lines = [line for line in connection.iterdump() if "imported_at_ms" not in line]
    connection.close()
    return lines


if __name__ == "__main__":
    unittest.main()
