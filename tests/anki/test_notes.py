"""From the sample notes through a week of answers into real Anki, by recall's commands alone."""

import json
import shutil
import tempfile
import unittest
from datetime import datetime
from pathlib import Path

from package import Package
from recall import EPOCH, Recall, study_day
from receiver import Receiver
from test_collection import EASE, assert_checked

DECKS = Path(__file__).resolve().parents[2] / "decks"
SEEN = ("question", "answer", "context", "tags")


class TestNotes(unittest.TestCase):
    maxDiff = 4000

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.recall = Recall(folder.name)
        self.notes = self.recall.folder / "notes"
        shutil.copytree(DECKS, self.notes)
        self.recall.run("import", self.notes)
        received = tempfile.TemporaryDirectory()
        self.addCleanup(received.cleanup)
        self.receiver = Receiver(received.name)
        self.addCleanup(self.receiver.close)

    def cards(self):
        lines = self.recall.run("list", "--json").stdout.splitlines()
        cards = {card["id"]: card for card in map(json.loads, lines)}
        return {id: card for id, card in cards.items() if card["status"] in ("new", "review")}

    def study(self, days):
        """Answers some new cards and all that are due each day; drills what was below 4 once."""
        for day in range(days):
            cards = self.cards().values()
            today = study_day(self.recall.now)
            due = [card["id"] for card in cards if card["due"] and day_number(card["due"]) <= today]
            new = [card["id"] for card in cards if card["status"] == "new"][:5]
            for number, card in enumerate(due + new):
                grade = (4, 5, 2, 4, 3, 0)[(number + day) % 6]
                self.recall.later(seconds=9)
                self.recall.run("grade", card, str(grade))
                if grade < 4:
                    self.recall.later(seconds=5)
                    self.recall.run("grade", card, "4")
            self.recall.later(days=1)

    def test_notes_and_answers_arrive_and_an_edit_follows(self):
        self.study(days=7)
        cards = self.cards()
        package, report = self.recall.export("notes.apkg")
        self.assertEqual(Package(package).faults, [])
        assert_checked(self, package)
        self.assertEqual(report["cards"], len(cards))
        self.assertGreater(report["scheduled"], 20)
        self.assertEqual(self.receiver.take(package), (len(cards), 0, 0, 0))
        self.assert_same(cards)
        self.edit_one(cards)
        self.recall.later(hours=1)
        self.recall.run("import", self.notes)
        edited = self.cards()
        changed = [id for id in edited if id in cards and seen(edited[id]) != seen(cards[id])]
        added = edited.keys() - cards.keys()
        self.assertTrue(changed)
        package, _ = self.recall.export("edited.apkg")
        same = len(edited) - len(changed) - len(added)
        self.assertEqual(self.receiver.take(package), (len(added), len(changed), same, 0))
        notes = self.receiver.cards()
        for id in changed:
            self.assertEqual(notes[id]["reviews"], reviews(cards[id]))
        fields = [field for id in changed for field in notes[id]["fields"].values()]
        self.assertIn("altogether", "".join(fields))
        self.assertEqual(self.receiver.faults(), [])

    def edit_one(self, cards):
        """Adds a word to the note of a card that has a history."""
        for card in cards.values():
            path = Path(card["source"])
            lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
            line = lines[card["source_lines"][0] - 1]
            words = card["answer"]
            if card["status"] == "review" and words.count(" ") > 4 and line.count(words) == 1:
                lines[card["source_lines"][0] - 1] = line.replace(words, words + " altogether")
                path.write_text("".join(lines), encoding="utf-8")
                return
        self.fail("no card to edit")

    def assert_same(self, cards):
        notes = self.receiver.cards()
        self.assertEqual(sorted(notes), sorted(cards))
        for id, card in cards.items():
            note = notes[id]
            scheduled = card["status"] == "review"
            wanted = {
                "deck": card["deck"],
                "tags": sorted(card["tags"], key=str.casefold),
                "type": 2 if scheduled else 0,
                "queue": 2 if scheduled else 0,
                "due": card["due"] if scheduled else None,
                "interval": card["interval_days"] if scheduled else 0,
                "factor": round(card["ef"] * 1000) if scheduled else 0,
                "reps": sum(line["kind"] == "scheduled" for line in card["reviews"]),
                "lapses": card["lapses"],
                "reviews": reviews(card),
            }
            self.assertEqual({key: note[key] for key in wanted}, wanted, id)
        self.assertEqual(self.receiver.faults(), [])


def day_number(date):
    return (datetime.fromisoformat(date).date() - EPOCH).days


def seen(card):
    return [card[key] for key in SEEN]


def reviews(card):
    """The rows of Anki's log for the log that recall lists."""
    rows, interval = [], 0
    for line in card["reviews"]:
        at_ms = round(datetime.fromisoformat(line["at"]).timestamp() * 1000)
        counts = line["kind"] == "scheduled"
        kind = 3 if not counts else 1 if rows else 0
        factor = round(line["ef"] * 1000) if counts else 0
        rows.append(
            [at_ms, EASE[line["grade"]], line["interval_days"], interval, factor, line["ms"], kind]
        )
        interval = line["interval_days"]
    return rows


if __name__ == "__main__":
    unittest.main()
