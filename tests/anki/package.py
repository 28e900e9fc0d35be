"""Looks at a package as it is, before Anki mends anything in it."""

import json
import re
import sqlite3
import tempfile
import zipfile
from pathlib import Path

import anki.lang
from anki.utils import field_checksum, strip_html_media

anki.lang.set_lang("en")

INDEXES = {
    "ix_notes_usn", "ix_cards_usn", "ix_revlog_usn", "ix_cards_nid", "ix_cards_sched",
    "ix_revlog_cid", "ix_notes_csum",
}


class Package:
    """The tables of a package, and what is wrong with them."""

    def __init__(self, path):
        self.faults = []
        with zipfile.ZipFile(path) as archive:
            self.expect(archive.testzip() is None, "the archive is damaged")
            self.expect(
                archive.namelist() == ["collection.anki2", "media"],
                f"entries {archive.namelist()}",
            )
            self.expect(json.loads(archive.read("media")) == {}, "media listed")
            database = archive.read("collection.anki2")
        self.expect(database[18] == 1 and database[19] == 1, "the database is in WAL mode")
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "collection.anki2"
            file.write_bytes(database)
            connection = sqlite3.connect(file)
            connection.row_factory = sqlite3.Row
            self.read(connection)
            connection.close()
        self.check_col()
        self.check_notes()
        self.check_cards()
        self.check_reviews()

    def expect(self, good, fault):
        if not good:
            self.faults.append(fault)

    def read(self, connection):
        check = connection.execute("PRAGMA integrity_check").fetchone()[0]
        self.expect(check == "ok", f"integrity_check: {check}")
        indexes = connection.execute("SELECT name FROM sqlite_master WHERE type = 'index'")
        self.expect({row["name"] for row in indexes} == INDEXES, "indexes")
        cols = connection.execute("SELECT * FROM col").fetchall()
        self.expect(len(cols) == 1, f"{len(cols)} rows in col")
        self.col = cols[0]
        self.conf, self.models, self.decks, self.presets = (
            json.loads(self.col[column]) for column in ("conf", "models", "decks", "dconf")
        )
        self.notes = {row["id"]: row for row in connection.execute("SELECT * FROM notes")}
        self.cards = {row["id"]: row for row in connection.execute("SELECT * FROM cards")}
        self.reviews = {row["id"]: row for row in connection.execute("SELECT * FROM revlog")}
        self.expect(not connection.execute("SELECT * FROM graves").fetchall(), "graves")

    def check_col(self):
        self.expect(self.col["ver"] == 11, "schema version")
        self.expect(self.conf["schedVer"] == 2, "schedVer")
        for table in (self.models, self.decks, self.presets):
            for key, value in table.items():
                self.expect(key == str(value["id"]), f"key {key} is not the id")
        spelt = {deck["name"] for deck in self.decks.values()}
        names = {name.casefold() for name in spelt}
        self.expect(len(names) == len(self.decks), "two decks of one name")
        self.expect("1" in self.decks and "default" in names, "no default deck")
        for name in spelt:
            above = name.rpartition("::")[0]
            self.expect(not above or above in spelt, f"no deck {above} above {name}")
        for deck in self.decks.values():
            self.expect(deck["id"] == 1 or len(str(deck["id"])) == 13, "a deck's id")
            self.expect(str(deck["conf"]) in self.presets, "a deck without preset")

    def check_notes(self):
        guids = {note["guid"] for note in self.notes.values()}
        self.expect(len(guids) == len(self.notes) and "" not in guids, "guids")
        for note in self.notes.values():
            name = f"note {note['id']}"
            fields = note["flds"].split("\x1f")
            model = self.models[str(note["mid"])]
            self.expect(len(str(note["id"])) == 13, f"{name}: its id is no time")
            self.expect(len(fields) == len(model["flds"]), f"{name}: {len(fields)} fields")
            self.expect(note["csum"] == field_checksum(fields[0]), f"{name}: csum")
            stripped = strip_html_media(fields[0])
            self.expect(stripped.strip() != "", f"{name}: nothing to ask")
            self.expect(same_as_stored(stripped, note["sfld"]), f"{name}: sfld")
            self.expect(re.fullmatch(r"|( [^\s]+)+ ", note["tags"]), f"{name}: tags")
            self.expect(not re.search(r"[\x00-\x08\x0b-\x1e\x7f]", note["flds"]), f"{name}: control")

    def check_cards(self):
        self.expect(
            sorted(card["nid"] for card in self.cards.values()) == sorted(self.notes),
            "not one card for each note",
        )
        for card in self.cards.values():
            name = f"card {card['id']}"
            self.expect(len(str(card["id"])) == 13, f"{name}: its id is no time")
            self.expect(str(card["did"]) in self.decks, f"{name}: no deck")
            for column in ("due", "ivl", "factor", "reps", "lapses"):
                self.expect(isinstance(card[column], int), f"{name}: {column} is no integer")
            if card["type"] == 0:
                self.expect(1 <= card["due"] < self.conf["nextPos"], f"{name}: position")
                self.expect(card["data"] == "{}", f"{name}: data")
            else:
                self.expect(card["ivl"] >= 1 and card["factor"] >= 1300, f"{name}: schedule")
                counting = [
                    row["id"] for row in self.reviews.values()
                    if row["cid"] == card["id"] and row["ease"] and (row["type"] != 3 or row["factor"])
                ]
                data = json.loads(card["data"])
                self.expect(data["lrt"] == max(counting) // 1000, f"{name}: last review")

    def check_reviews(self):
        for row in self.reviews.values():
            self.expect(row["cid"] in self.cards, f"review {row['id']}: no card")
            self.expect(len(str(row["id"])) == 13, f"review {row['id']}: its id is no time")


def tables(collection, *queries):
    """What queries give of a collection, data of cards as what they mean."""
    def meant(value):
        return json.loads(value) if isinstance(value, str) and value.startswith("{\"") else value
    return [[[meant(value) for value in row] for row in collection.db.all(query)] for query in queries]


def same_as_stored(text, stored):
    """Whether SQLite's integer affinity turns the text into what is stored."""
    if isinstance(stored, str):
        return text == stored
    return float(text) == float(stored)
