"""Questions, gaps and lists: each in its notetype, as real Anki shows it, and back."""

import json
import re
import tempfile
import unittest

from recall import Recall
from receiver import Receiver

GAP = """# Mint

Mint grows in {{c1::the shade}} of walls.
"""
NOTE = """# Herbs

Q: Which herb is [bitter](https://a.example/w)?
A: wormwood

Q: Which herbs are blue?
A:
1. borage
2. hyssop
"""


class TestKinds(unittest.TestCase):
    maxDiff = 4000

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.recall = Recall(folder.name)
        notes = self.recall.folder / "notes"
        notes.mkdir()
        (notes / "mint.md").write_text(GAP, encoding="utf-8")
        self.note = notes / "herbs.md"
        self.note.write_text(NOTE, encoding="utf-8")
        self.recall.run("import", notes)
        for card in self.cards():
            if card["kind"] == "cloze":
                self.recall.run("edit", card["id"], "--answer", "the `std::shade`")
        received = tempfile.TemporaryDirectory()
        self.addCleanup(received.cleanup)
        self.receiver = Receiver(received.name)
        self.addCleanup(self.receiver.close)

    def cards(self):
        return [json.loads(line) for line in self.recall.run("list", "--json").stdout.splitlines()]

    def notes(self):
        """The notes by the name of their notetype."""
        collection = self.receiver.collection
        notes = [collection.get_note(note) for note in collection.find_notes("")]
        return {note.note_type()["name"]: note for note in notes}

    def take(self, name):
        package, _ = self.recall.export(name)
        return self.receiver.take(package)

    def test_each_kind_is_shown_as_what_it_is(self):
        self.assertEqual(self.take("all.apkg"), (3, 0, 0, 0))
        notes = self.notes()
        self.assertEqual(set(notes), {"recall", "recall cloze", "recall list"})
        sides = {}
        for name, note in notes.items():
            shown = note.cards()[0].render_output(reload=True)
            sides[name] = [text(shown.question_text), text(shown.answer_text)]
        self.assertEqual(sides, {
            "recall": ["Which herb is bitter?", "Which herb is bitter? wormwood herbs.md:3"],
            "recall cloze": ["Mint grows in [...] of walls.",
                             "Mint grows in the std::shade of walls. mint.md:3"],
            "recall list": ["Which herbs are blue? \u2022\u2022",
                            "Which herbs are blue? borage hyssop herbs.md:6"],
        })
        self.assertIn('<a href="https://a.example/w">herbs.md:3</a>', notes["recall"]["Link"])
        cloze = notes["recall cloze"].cards()[0].render_output().answer_text
        self.assertIn("<code>std&#58;&#58;shade</code></span>", cloze)
        self.assertEqual(self.receiver.faults(), [])

    def test_a_line_more_above_is_no_change(self):
        self.take("all.apkg")
        self.recall.later(hours=1)
        self.note.write_text(NOTE.replace("# Herbs\n", "# Herbs\n\n\n"), encoding="utf-8")
        self.recall.run("import", self.note)
        self.assertEqual(self.take("again.apkg"), (0, 0, 3, 0))

    def test_edits_go_both_ways(self):
        self.take("all.apkg")
        for name, field, before, after in (
            ("recall cloze", "Text", "std&#58;&#58;shade", "std&#58;&#58;sun"),
            ("recall list", "Items", "hyssop", "sage"),
        ):
            note = self.notes()[name]
            self.assertIn(before, note[field])
            note[field] = note[field].replace(before, after)
            self.receiver.collection.update_note(note)
        back = self.receiver.give(self.recall.folder / "back.apkg")
        self.recall.later(days=61)
        self.assertEqual(json.loads(self.recall.run("import", back, "--json").stdout)["reworded"], 2)
        answers = {card["answer"] for card in self.cards()}
        self.assertEqual(answers, {"wormwood", "the `std::sun`", "1. borage\n2. sage"})
        # A sentence that lost its gap is still a note that Anki can show.
        for card in self.cards():
            self.recall.run("edit", card["id"], "--question", "What else?", "--answer", "dill")
        self.assertEqual(self.take("edited.apkg"), (0, 3, 0, 0))
        self.assertEqual(self.receiver.faults(), [])

    def test_what_went_out_as_a_question_stays_one(self):
        self.take("all.apkg")
        self.recall.sql("UPDATE anki_notes SET notetype = 'question'")
        package, _ = self.recall.export("older.apkg")
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        other = Receiver(folder.name)
        self.addCleanup(other.close)
        self.assertEqual(other.take(package), (3, 0, 0, 0))
        names = {other.collection.get_note(note).note_type()["name"]
                 for note in other.collection.find_notes("")}
        self.assertEqual(names, {"recall"})
        self.assertEqual(other.faults(), [])


def text(html):
    """What is seen of a side, without the breadcrumb."""
    html = re.sub(r'<div class="context">.*?</div>|<style>.*?</style>', "", html, flags=re.DOTALL)
    plain = re.sub(r"<[^>]*>", " ", html).replace("&#58;", ":")
    return re.sub(r"\s+([.?])", r"\1", " ".join(plain.split()))


if __name__ == "__main__":
    unittest.main()
