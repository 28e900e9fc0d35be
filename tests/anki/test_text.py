"""The text that recall writes for Anki, in real Anki."""

import tempfile
import unittest

from anki.collection import ImportCsvRequest

from recall import Recall
from receiver import Receiver

NOTES = {
    "a.md": '---\ndeck: "2025::Beds"\n---\nQ: What is a "dibber"?\nA: A stick; <b> & more\n\n'
            "Q: Which beds?\nA:\n- raised\n- sunken\n",
    "b.md": '---\ndeck: "2025"\n---\nQ: What is a hoe?\nA: A blade for weeds\n',
    "c.md": '---\ndeck: "2025"\n---\nCompost wants {{c1::air}} and water.\n',
}
DECKS = {"recall::2025": 2, "recall::2025::Beds": 2}


class TestText(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.recall = Recall(folder.name)
        self.notes = self.recall.folder / "notes"
        self.notes.mkdir()
        for name, text in NOTES.items():
            (self.notes / name).write_text(text, encoding="utf-8")
        self.recall.run("import", self.notes)
        received = tempfile.TemporaryDirectory()
        self.addCleanup(received.cleanup)
        self.receiver = Receiver(received.name)
        self.addCleanup(self.receiver.close)

    def edit(self, name, before, after):
        self.recall.later(minutes=1)
        (self.notes / name).write_text(NOTES[name].replace(before, after), encoding="utf-8")
        self.recall.run("import", self.notes)

    def take(self, name):
        path, _ = self.recall.export(name)
        collection = self.receiver.collection
        metadata = collection.get_csv_metadata(path=str(path), delimiter=None)
        log = collection.import_csv(ImportCsvRequest(path=str(path), metadata=metadata)).log
        kinds = ("new", "updated", "duplicate", "conflicting", "missing_notetype", "missing_deck")
        return {kind: len(getattr(log, kind)) for kind in kinds if len(getattr(log, kind))}

    def know_the_notetypes(self):
        """Takes a package as every learner has, and forgets its cards."""
        package, _ = self.recall.export("once.apkg", "--fresh")
        self.receiver.take(package)
        collection = self.receiver.collection
        collection.remove_notes(collection.find_notes(""))
        collection.decks.remove([deck.id for deck in collection.decks.all_names_and_ids()])

    def decks(self):
        collection, found = self.receiver.collection, {}
        for card_id in collection.db.list("select id from cards"):
            name = collection.decks.name(collection.get_card(card_id).did)
            found[name] = found.get(name, 0) + 1
        return found

    def test_every_card_arrives_once_and_an_edit_follows(self):
        self.assertEqual(self.take("too-early.txt"), {"missing_notetype": 4})
        self.know_the_notetypes()
        self.assertEqual(self.take("first.txt"), {"new": 4})
        self.assertEqual(self.decks(), DECKS)
        self.assertEqual(self.take("again.txt"), {"duplicate": 4})
        self.edit("b.md", "for weeds", "against weeds")
        self.assertEqual(self.take("edited.txt"), {"updated": 1, "duplicate": 3})
        self.assertEqual(self.decks(), DECKS)
        fields = "".join(self.receiver.collection.db.list("select flds from notes"))
        for words in ("A blade against weeds", "A stick; &lt;b&gt; &amp; more", "{{c1::air}}"):
            self.assertIn(words, fields)
        self.assertEqual(self.receiver.faults(), [])

    def test_text_and_package_are_about_the_same_notes(self):
        package, _ = self.recall.export("all.apkg")
        self.assertEqual(self.receiver.take(package), (4, 0, 0, 0))
        self.assertEqual(self.take("same.txt"), {"duplicate": 4})
        self.edit("a.md", "sunken", "sunny")
        self.assertEqual(self.take("edited.txt"), {"updated": 1, "duplicate": 3})
        self.recall.later(days=90)
        self.edit("a.md", "sunken", "shady")
        package, _ = self.recall.export("edited.apkg")
        self.assertEqual(self.receiver.take(package), (0, 1, 3, 0))
        self.assertEqual(self.receiver.faults(), [])


if __name__ == "__main__":
    unittest.main()
