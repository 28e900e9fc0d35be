"""What Anki 2.1.49, the last with an importer of its own making, makes of packages.

    python old.py COLLECTION PACKAGE...

Imports each into the collection in turn, and prints for each what it counted, then all rows, as JSON.
"""

import json
import sys

import anki.lang

anki.lang.set_lang("en")

from anki.collection import Collection
from anki.importing.apkg import AnkiPackageImporter


def rows(collection):
    """Notes, cards by their note's guid, and the log, days counted from the day it is."""
    today = collection.sched.today
    cards = collection.db.all(
        "select n.guid, c.ord, c.type, c.queue, c.due, c.ivl, c.factor, c.reps, c.lapses, c.flags,"
        " c.did from cards c join notes n on n.id = c.nid"
    )
    decks = {str(deck.id): deck.name for deck in collection.decks.all_names_and_ids()}
    for card in cards:
        card[4] -= today if card[2] == 2 else 0
        card[10] = decks[str(card[10])]
    return {
        "notes": collection.db.all("select guid, tags, flds from notes"),
        "cards": cards,
        "log": collection.db.all(
            "select n.guid, r.id, r.ease, r.ivl, r.lastIvl, r.factor, r.time, r.type from revlog r"
            " join cards c on c.id = r.cid join notes n on n.id = c.nid"
        ),
    }


def main(path, packages):
    collection = Collection(path)
    counted = []
    for package in packages:
        importer = AnkiPackageImporter(collection, package)
        importer.run()
        counted.append([importer.added, importer.updated])
    report = {"counted": counted, **rows(collection), "integrity": collection.fix_integrity()[1]}
    collection.close()
    json.dump(report, sys.stdout)


main(sys.argv[1], sys.argv[2:])
