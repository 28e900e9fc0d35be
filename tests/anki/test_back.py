"""From real Anki through recall and back: the same notes, cards and reviews, and what was learnt."""

import json
import tempfile
import unittest
from datetime import datetime, timedelta, timezone

import year
from package import tables
from recall import Recall, study_day
from receiver import Receiver

# What identifies a note or says what it is, and every column of a row of the log.
NOTES = "select id, guid, mid, mod, tags, flds from notes order by id"
IDS = "select id, nid, ord, flags from cards order by id"
CARDS = "select id, nid, ord, mod, type, queue, due, ivl, factor, reps, lapses, left, flags, data from cards"
LOG = "select id, cid, ease, ivl, lastIvl, factor, time, type from revlog order by id"


class TestBack(unittest.TestCase):
    maxDiff = 4000

    def setUp(self):
        self.recall = Recall(self.folder())
        self.recall.now = datetime.now(timezone.utc).replace(microsecond=0) - timedelta(days=20)
        self.anki = self.receiver()
        self.anki.fill(40)
        self.anki.study(90)
        # As if all that had been a month ago.
        self.anki.age(days=30)

    def folder(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        return folder.name

    def receiver(self):
        receiver = Receiver(self.folder())
        self.addCleanup(receiver.close)
        return receiver

    def bring(self, anki, name):
        """Exports from Anki and imports into recall; gives recall's report."""
        package = anki.give(self.recall.folder / name)
        return json.loads(self.recall.run("import", package, "--json").stdout)

    def cards(self):
        return [json.loads(line) for line in self.recall.run("list", "--json").stdout.splitlines()]

    def grade(self, cards):
        for number, card in enumerate(cards):
            self.recall.later(seconds=7)
            self.recall.run("grade", card["id"], "4325"[number % 4])

    def test_what_was_not_touched_comes_back_as_it_was(self):
        report = self.bring(self.anki, "out.apkg")
        self.assertEqual(report["new"], self.anki.collection.card_count())
        package, written = self.recall.export("back.apkg")
        self.assertEqual(written["notes"], self.anki.collection.note_count())
        before = tables(self.anki.collection, NOTES, CARDS, LOG)
        notes = self.anki.collection.note_count()
        self.assertEqual(self.anki.take(package), (0, 0, notes, 0))
        self.assertEqual(tables(self.anki.collection, NOTES, CARDS, LOG), before)
        fresh = self.receiver()
        self.assertEqual(fresh.take(package), (notes, 0, 0, 0))
        # Days count from another day there.
        shift = self.anki.collection.sched.today - fresh.collection.sched.today
        for row in before[1]:
            if row[4] == 2 or row[5] == 3:
                row[6] -= shift
        self.assertEqual(tables(fresh.collection, NOTES, CARDS, LOG), before)
        self.assertEqual(fresh.faults(), [])

    def test_answers_and_changes_arrive_and_no_note_is_new(self):
        self.bring(self.anki, "out.apkg")
        cards = self.cards()
        self.grade(cards[::2])
        edited, marked, tagged = cards[1]["id"], cards[5]["id"], cards[11]["id"]
        self.recall.run("edit", edited, "--question", "What is *it* called?")
        self.recall.run("mark", marked)
        self.recall.run("tag", tagged, "+far")
        before = tables(self.anki.collection, IDS, LOG)
        package, report = self.recall.export("back.apkg")
        notes = self.anki.collection.note_count()
        self.assertEqual(self.anki.take(package), (0, 3, notes - 3, 0))
        self.assertEqual(tables(self.anki.collection, IDS, LOG), before)
        collection = self.anki.collection
        self.assertEqual(len(collection.find_notes("tag:far")), 1)
        self.assertEqual(len(collection.find_notes("tag:marked")), 1)
        self.assertEqual(len(collection.find_notes('"What is <i>it</i> called?" or "<em>it</em>"')), 1)
        self.assertEqual(self.anki.faults(), [])
        fresh = self.receiver()
        fresh.take(package)
        ids, log = tables(fresh.collection, IDS, LOG)
        self.assertEqual(ids, before[0])
        added = [row for row in log if row not in before[1]]
        self.assertEqual(len(log) - len(added), len(before[1]))
        self.assertEqual(len(added), len(cards[::2]))
        self.assertEqual(report["reviews"], len(log))
        self.assertEqual(fresh.faults(), [])
        # Anki took the changes; what comes back from it is no news.
        self.assertEqual(self.bring(self.anki, "again.apkg")["reviews"], 0)
        again, _ = self.recall.export("again-back.apkg")
        self.assertEqual(self.anki.take(again), (0, 0, notes, 0))

    def test_200_cards_answered_in_anki_are_200_lines_of_the_log(self):
        self.bring(self.anki, "out.apkg")
        notes = self.recall.folder / "notes"
        year.write_notes(notes, 200)
        self.recall.run("import", notes)
        self.grade(self.cards()[::8])
        package, report = self.recall.export("all.apkg")
        other = self.receiver()
        self.assertEqual(other.take(package)[0], report["notes"])
        # It is twenty days later there.
        answered = other.study_cards(200)
        before = self.recall.sql("SELECT operation_id FROM reviews")
        self.recall.now = datetime.now(timezone.utc).replace(microsecond=0) + timedelta(minutes=1)
        brought = self.bring(other, "studied.apkg")
        self.assertEqual((brought["new"], brought["reviews"]), (0, 200))
        after = self.recall.sql("SELECT operation_id FROM reviews")
        self.assertEqual(len(after), len(before) + 200)
        self.assertEqual(self.standing(answered), standing_there(other, answered))
        self.recall.run("doctor")
        self.assertEqual(self.bring(other, "studied.apkg")["reviews"], 0)

    def standing(self, cards):
        """Due day, interval and ease of cards, by the ids that Anki has for them."""
        rows = self.recall.sql(
            """SELECT coalesce(f.anki_card_id, a.anki_card_id) AS id, due_day, s.interval_days,
            ef_hundredths * 10 FROM schedules s LEFT JOIN foreign_cards f USING (card_id)
            LEFT JOIN anki_notes a USING (card_id)"""
        )
        return {id: tuple(row) for id, *row in rows if id in set(cards)}


def standing_there(anki, cards):
    """The same as Anki has it."""
    first = study_day(datetime.now(timezone.utc)) - anki.collection.sched.today
    rows = anki.collection.db.all("select id, due, ivl, factor from cards where type = 2")
    return {id: (first + due, ivl, factor) for id, due, ivl, factor in rows if id in set(cards)}


if __name__ == "__main__":
    unittest.main()
