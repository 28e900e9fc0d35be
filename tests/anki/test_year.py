"""A year of reviews in real Anki: every row as recall's database has it, in collections of every
age, and in an Anki of years ago; edits, a renamed deck and ten thousand cards."""

import json
import os
import subprocess
import tempfile
import unittest
from datetime import datetime, timedelta, timezone
from pathlib import Path

import year
from package import Package
from recall import EPOCH, Recall, study_day
from receiver import Receiver
from test_collection import assert_checked, review

CARDS = """SELECT c.id, d.name AS deck, c.status, s.due_day, s.interval_days, s.ef_hundredths,
    s.answers, s.lapses, coalesce(f.flag, 0) AS flag, a.guid
    FROM cards c JOIN decks d ON d.id = c.deck_id JOIN anki_notes a ON a.card_id = c.id
    LEFT JOIN schedules s ON s.card_id = c.id LEFT JOIN foreign_cards f ON f.card_id = c.id
    WHERE c.status IN ('new', 'review', 'suspended')"""


class TestYear(unittest.TestCase):
    maxDiff = 4000

    def setUp(self):
        self.recall = Recall(self.folder())
        self.notes = self.recall.folder / "notes"

    def folder(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        return folder.name

    def receiver(self, age_days=0):
        receiver = Receiver(self.folder(), age_days)
        self.addCleanup(receiver.close)
        return receiver

    def live(self, cards, days, new):
        self.recall.now -= timedelta(days=days)
        year.write_notes(self.notes, cards)
        self.recall.run("import", self.notes)
        year.live(self.recall, days, new)

    def wanted(self):
        """Every card that goes out, by its guid, from the tables alone."""
        log = {}
        for row in self.recall.sql("SELECT * FROM reviews ORDER BY at_ms"):
            log.setdefault(row["card_id"], []).append(review(row))
        return {row["guid"]: wanted(row, log.get(row["id"], [])) for row in self.recall.sql(CARDS)}

    def assert_arrives(self, package, wanted, ages):
        for age_days in ages:
            receiver = self.receiver(age_days)
            self.assertEqual(receiver.take(package), (len(wanted), 0, 0, 0))
            self.assertEqual(received(receiver), wanted)
            self.assertEqual(receiver.faults(), [])

    def test_a_year_arrives_row_for_row(self):
        self.live(cards=240, days=365, new=2)
        self.recall.run("suspend", *self.ids("review", 3))
        package, report = self.recall.export("year.apkg")
        wanted = self.wanted()
        self.assertEqual(report["scheduled"], sum(card["due"] is not None for card in wanted.values()))
        self.assertGreater(report["reviews"], 1500)
        self.assertEqual(Package(package).faults, [])
        assert_checked(self, package)
        self.assert_arrives(package, wanted, ages=(0, 400, 2000))
        self.assert_old_anki(package, wanted)
        self.flag_in_anki(package)
        flagged, _ = self.recall.export("flagged.apkg")
        wanted = self.wanted()
        self.assertEqual({card["flag"] for card in wanted.values()}, {0, 1, 2, 3})
        self.assert_arrives(flagged, wanted, ages=(0, 900))

    @unittest.skipUnless(os.environ.get("TZ", "UTC") == "UTC", "once is enough")
    def test_ten_thousand_cards_are_updated_and_moved(self):
        self.live(cards=10_000, days=8, new=60)
        package, report = self.recall.export("all.apkg")
        wanted = self.wanted()
        self.assertEqual((report["cards"], len(wanted)), (10_000, 10_000))
        assert_checked(self, package)
        receivers = [self.receiver(), self.receiver(1000)]
        for receiver in receivers:
            self.assertEqual(receiver.take(package), (10_000, 0, 0, 0))
            self.assertEqual(received(receiver), wanted)
        self.change()
        later, _ = self.recall.export("later.apkg")
        for receiver in receivers:
            # In the renamed deck there is nothing but the card that is new.
            self.assertEqual(receiver.take(later), (1, 1, 9_999, 0))
            after = received(receiver)
            added = [card for guid, card in after.items() if guid not in wanted]
            self.assertEqual([card["deck"] for card in added], ["Garden::Meadow"])
            self.assertEqual({guid: after[guid] for guid in wanted}, wanted)
            self.assertEqual(receiver.faults(), [])

    def change(self):
        """Gives one card other words, a deck another name, and that deck a card."""
        self.recall.later(hours=1)
        first, last = self.notes / "0.md", self.notes / "3.md"
        text = first.read_text(encoding="utf-8")
        first.write_text(text.replace("A: *0* litres", "A: *ten* litres", 1), encoding="utf-8")
        text = last.read_text(encoding="utf-8").replace("Garden::West::Lower", "Garden::Meadow")
        last.write_text(text + "\nQ: What is new here?\nA: This\n", encoding="utf-8")
        self.recall.run("import", self.notes)

    def ids(self, status, count):
        lines = self.recall.run("list", "--json").stdout.splitlines()
        return [card["id"] for card in map(json.loads, lines) if card["status"] == status][:count]

    def flag_in_anki(self, package):
        """Flags some cards in Anki, and takes them back from there."""
        anki = self.receiver(500)
        anki.take(package)
        cards = sorted(anki.collection.find_cards("is:review"))[:30]
        for flag in (1, 2, 3):
            anki.collection.set_user_flag_for_cards(flag, cards[flag::4])
        self.recall.now += timedelta(days=61)
        self.recall.run("import", anki.give(self.recall.folder / "back.apkg"))
        self.recall.run("doctor")

    def assert_old_anki(self, package, wanted):
        """The same rows in the importer of 2021, twice: the second time nothing is new."""
        python = os.environ.get("ANKI_OLD")
        if not python:
            return
        script = Path(__file__).with_name("old.py")
        path = Path(self.folder()) / "collection.anki2"
        command = [python, "-B", script, path, package, package]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        got = json.loads(done.stdout)
        self.assertEqual((got["counted"], got["integrity"]), ([[len(wanted), 0], [0, 0]], True))
        log = {}
        for guid, *row in sorted(got["log"], key=lambda row: row[1]):
            log.setdefault(guid, []).append(row)
        today = study_day_now()
        cards = {}
        for guid, _, kind, queue, due, ivl, factor, reps, lapses, flags, deck in got["cards"]:
            date = (EPOCH + timedelta(days=today + due)).isoformat() if kind == 2 else None
            cards[guid] = {
                "deck": deck, "queue": queue, "due": date, "interval": ivl, "factor": factor,
                "reps": reps, "lapses": lapses, "flag": flags & 7, "reviews": log.get(guid, []),
            }
        self.assertEqual(cards, wanted)


def study_day_now():
    return study_day(datetime.now(timezone.utc))


def wanted(row, log):
    scheduled = row["due_day"] is not None
    return {
        "deck": row["deck"],
        "queue": -1 if row["status"] == "suspended" else 2 if scheduled else 0,
        "due": (EPOCH + timedelta(days=row["due_day"])).isoformat() if scheduled else None,
        "interval": row["interval_days"] or 0,
        "factor": (row["ef_hundredths"] or 0) * 10,
        "reps": row["answers"] or 0,
        "lapses": row["lapses"] or 0,
        "flag": row["flag"],
        "reviews": log,
    }


def received(receiver):
    """Every card by its note's guid, read at once: ten thousand are many."""
    collection = receiver.collection
    today = study_day_now() - collection.sched.today
    decks = {deck.id: deck.name for deck in collection.decks.all_names_and_ids()}
    log = {}
    rows = collection.db.all(
        "select n.guid, r.id, r.ease, r.ivl, r.lastIvl, r.factor, r.time, r.type from revlog r"
        " join cards c on c.id = r.cid join notes n on n.id = c.nid order by r.id"
    )
    for guid, *row in rows:
        log.setdefault(guid, []).append(row)
    cards = {}
    rows = collection.db.all(
        "select n.guid, c.did, c.type, c.queue, c.due, c.ivl, c.factor, c.reps, c.lapses, c.flags"
        " from cards c join notes n on n.id = c.nid"
    )
    for guid, deck, kind, queue, due, ivl, factor, reps, lapses, flags in rows:
        date = (EPOCH + timedelta(days=today + due)).isoformat() if kind == 2 else None
        cards[guid] = {
            "deck": decks[deck], "queue": queue, "due": date, "interval": ivl, "factor": factor,
            "reps": reps, "lapses": lapses, "flag": flags & 7, "reviews": log.get(guid, []),
        }
    return cards


if __name__ == "__main__":
    unittest.main()
