"""Pictures and sounds: from notes into real Anki, and from Anki through recall into another."""

import json
import tempfile
import unittest
from pathlib import Path

from recall import Recall
from receiver import Receiver

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000000100000001080600000"
    "01f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
NOTE = """# Herbs

Q: Which herb has ![a leaf](img/a%20leaf.png) for a leaf?
A: mint

Q: Which picture is not there?
A: ![none](gone.png)
"""


class TestMedia(unittest.TestCase):
    def setUp(self):
        self.recall = Recall(self.folder())

    def folder(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        return folder.name

    def receiver(self):
        receiver = Receiver(self.folder())
        self.addCleanup(receiver.close)
        return receiver

    def media(self, receiver):
        folder = Path(receiver.collection.media.dir())
        return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}

    def test_pictures_beside_notes_come_along(self):
        notes = self.recall.folder / "notes"
        (notes / "img").mkdir(parents=True)
        (notes / "img" / "a leaf.png").write_bytes(PNG)
        (notes / "herbs.md").write_text(NOTE, encoding="utf-8")
        self.recall.run("import", notes)
        package, report = self.recall.export("herbs.apkg")
        self.assertEqual((report["cards"], report["media"]), (2, 1))
        anki = self.receiver()
        anki.take(package)
        self.assertEqual(list(self.media(anki).values()), [PNG])
        self.assertEqual(anki.faults(), [])
        # A change of tags in Anki is no change of the words here.
        for note in anki.collection.find_notes(""):
            note = anki.collection.get_note(note)
            note.tags.append("seen")
            note.mod += 5
            anki.collection.update_note(note)
        self.recall.later(days=61)
        back = anki.give(self.recall.folder / "back.apkg")
        self.assertEqual(json.loads(self.recall.run("import", back, "--json").stdout)["reworded"], 0)
        (notes / "img" / "a leaf.png").write_bytes(PNG + b"redrawn")
        package, _ = self.recall.export("again.apkg")
        self.assertEqual(anki.take(package)[0], 0)
        self.assertIn(PNG + b"redrawn", self.media(anki).values())

    def test_what_came_from_anki_goes_on(self):
        anki = self.receiver()
        collection = anki.collection
        picture = collection.media.write_data("a leaf.png", PNG)
        sound = collection.media.write_data("mint.mp3", b"ID3")
        note = collection.new_note(collection.models.by_name("Basic"))
        note["Front"], note["Back"] = f'<img src="{picture}">', f"mint [sound:{sound}]"
        collection.add_note(note, 1)
        before = self.media(anki)
        self.recall.run("import", anki.give(self.recall.folder / "out.apkg"))
        card = json.loads(self.recall.run("list", "--json").stdout)
        self.recall.run("edit", card["id"], "--question", f"Which? {card['question']}")
        package, report = self.recall.export("on.apkg")
        self.assertEqual(report["media"], 2)
        other = self.receiver()
        other.take(package)
        self.assertEqual(self.media(other), before)
        front = other.collection.get_note(note.id)["Front"]
        self.assertEqual(front, f'Which? <img src="{picture}">')

    def test_what_was_written_in_anki_comes_back_as_written(self):
        note = self.recall.folder / "note.md"
        words = ["alpha", "beta", "gamma", "delta"]
        note.write_text("".join(f"Q: What is {word}?\nA: {word} words\n\n" for word in words))
        self.recall.run("import", note)
        anki = self.receiver()
        anki.take(self.recall.export("out.apkg")[0])
        collection = anki.collection

        def there(word):
            return collection.get_note(collection.find_notes(f'"Question:*{word}*"')[0])

        picture = collection.media.write_data("a leaf.png", PNG)
        sound = collection.media.write_data("mint.mp3", b"ID3")
        table = "<table><tr><td>x</td><td><ruby>y<rt>z</rt></ruby></td></tr></table> <b>bold</b>"
        edits = [
            ("alpha", "Answer", f'alpha [sound:{sound}] <img src="{picture}">'),
            ("beta", "Answer", table),
            ("delta", "Context", "elsewhere"),
        ]
        for word, field, text in edits:
            changed = there(word)
            changed[field] = text
            collection.update_note(changed)
        tagged = there("gamma")
        tagged.tags = ["added"]
        collection.update_note(tagged)
        # Meanwhile the notes say something else than what only got a tag, another context there.
        for word in ("gamma", "delta"):
            note.write_text(note.read_text().replace(f"{word} words", f"newer {word}"))
        self.recall.later(days=61)
        self.recall.run("import", note)
        back = anki.give(self.recall.folder / "back.apkg")
        report = json.loads(self.recall.run("import", back, "--json").stdout)
        self.assertEqual((report["reworded"], report["kept"], report["media"]), (2, 2, 2))
        package, report = self.recall.export("again.apkg")
        self.assertEqual(report["media"], 2)
        before = self.media(anki)
        self.assertEqual(anki.take(package), (0, 2, 2, 0))
        for word, field, text in edits[:2]:
            self.assertEqual(there(word)[field], text)
        for word in ("gamma", "delta"):
            self.assertEqual(there(word)["Answer"], f"newer {word}")
        self.assertEqual(there("gamma").tags, ["added"])
        self.assertEqual(self.media(anki), before)
        # What was written there is in the archive too.
        archive = self.recall.folder / "all.json"
        self.recall.run("export", "-o", archive)
        restored = Recall(self.folder())
        restored.now = self.recall.now
        restored.run("import", archive)
        again, _ = restored.export("restored.apkg")
        anki.take(again)
        for word, field, text in edits[:2]:
            self.assertEqual(there(word)[field], text)
        # Nor is anything lost where Anki gives no media along.
        changed = there("beta")
        remote = table + ' <img src="https://a.example/x.png"> <img src="not-here.png">'
        changed["Answer"] = remote
        collection.update_note(changed)
        # All this happens within a second.
        collection.db.execute("update notes set mod = mod + 100 where id = ?", changed.id)
        back = anki.give(self.recall.folder / "remote.apkg")
        self.recall.later(days=1)
        self.recall.run("import", back)
        self.recall.run("tag", json.loads(self.recall.run("list", "--json").stdout.splitlines()[1])["id"], "+new")
        anki.take(self.recall.export("later.apkg")[0])
        self.assertEqual((there("beta")["Answer"], there("beta").tags), (remote, ["new"]))
        # Into another collection everything comes along.
        other = self.receiver()
        other.take(package)
        self.assertEqual(self.media(other), before)


if __name__ == "__main__":
    unittest.main()
