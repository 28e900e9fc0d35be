"""The text that recall writes for Anki, in real Anki."""

import tempfile
import unittest

from anki.collection import ImportCsvRequest

from recall import Recall
from receiver import Receiver

NOTES = {
    "a.md": '---\ndeck: "2025::Beds"\n---\nQ: What is a "dibber"?\nA: A stick; <b> & more\n',
    "b.md": '---\ndeck: "2025"\n---\nQ: What is a hoe?\nA: A blade for weeds\n',
}
DECKS = {"recall::2025": ["What is a hoe?"], "recall::2025::Beds": ['What is a "dibber"?']}


class TestText(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.recall = Recall(folder.name)
        self.notes = self.recall.folder / "notes"
        self.notes.mkdir()
        for name, text in NOTES.items():
            (self.notes / name).write_text(text, encoding="utf-8")
        received = tempfile.TemporaryDirectory()
        self.addCleanup(received.cleanup)
        self.receiver = Receiver(received.name)
        self.addCleanup(self.receiver.close)

    def take(self, name):
        self.recall.run("import", self.notes)
        path, _ = self.recall.export(name)
        collection = self.receiver.collection
        metadata = collection.get_csv_metadata(path=str(path), delimiter=None)
        log = collection.import_csv(ImportCsvRequest(path=str(path), metadata=metadata)).log
        kinds = ("new", "updated", "duplicate", "conflicting", "missing_notetype", "missing_deck")
        return {kind: len(getattr(log, kind)) for kind in kinds if len(getattr(log, kind))}

    def decks(self):
        collection, found = self.receiver.collection, {}
        for card_id in collection.db.list("select id from cards"):
            card = collection.get_card(card_id)
            name = collection.decks.name(card.did)
            found.setdefault(name, []).append(card.note()["Front"].replace("&quot;", '"'))
        return found

    def test_every_card_arrives_once_and_an_edit_follows(self):
        self.assertEqual(self.take("first.txt"), {"new": 2})
        self.assertEqual(self.decks(), DECKS)
        self.assertEqual(self.take("again.txt"), {"duplicate": 2})
        edited = NOTES["b.md"].replace("for weeds", "against weeds")
        (self.notes / "b.md").write_text(edited, encoding="utf-8")
        self.assertEqual(self.take("edited.txt"), {"updated": 1, "duplicate": 1})
        self.assertEqual(self.decks(), DECKS)
        backs = self.receiver.collection.db.list("select flds from notes order by flds")
        self.assertTrue(any(back.endswith("A blade against weeds") for back in backs), backs)
        self.assertTrue(any(back.endswith("A stick; &lt;b&gt; &amp; more") for back in backs), backs)
        self.assertEqual(self.receiver.faults(), [])


if __name__ == "__main__":
    unittest.main()
