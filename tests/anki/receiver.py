"""A real Anki collection that packages are imported into."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import anki.lang
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

anki.lang.set_lang("en")


class Receiver:
    """A collection made `age_days` ago."""

    def __init__(self, folder, age_days=0):
        path = str(Path(folder) / "collection.anki2")
        self.collection = Collection(path)
        if age_days:
            self.collection.crt -= age_days * 86_400
            self.collection.close()
            self.collection = Collection(path)

    def close(self):
        self.collection.close()

    def take(self, package, scheduling=True):
        """Imports a package; gives how many notes were new, updated, duplicate, conflicting."""
        options = ImportAnkiPackageOptions(with_scheduling=scheduling)
        request = ImportAnkiPackageRequest(package_path=str(package), options=options)
        log = self.collection.import_anki_package(request).log
        kinds = ("new", "updated", "duplicate", "conflicting")
        return tuple(len(getattr(log, kind)) for kind in kinds)

    def faults(self):
        """What Anki's own checks find, rendering of every card included."""
        faults = []
        for card_id in self.collection.db.list("select id from cards"):
            shown = self.collection.get_card(card_id).render_output(reload=True)
            if shown.question_av_tags or shown.answer_av_tags:
                faults.append(f"card {card_id} plays a sound")
            if "has a problem" in shown.question_text + shown.answer_text:
                faults.append(f"card {card_id} does not render")
        if self.collection.get_empty_cards().notes:
            faults.append("empty cards")
        media = self.collection.media.check()
        if media.missing or media.unused:
            faults.append(f"media: {list(media.missing)} {list(media.unused)}")
        # Last, because it repairs what it finds.
        report, fine = self.collection.fix_integrity()
        if not fine:
            faults.append(f"integrity: {report}")
        return faults

    def cards(self):
        """Every card by the id that recall has for it, due days as calendar dates."""
        today = (datetime.now().astimezone() - timedelta(hours=4)).date()
        cards = {}
        for card_id in self.collection.db.list("select id from cards"):
            card = self.collection.get_card(card_id)
            note = card.note()
            data = json.loads(self.collection.db.scalar("select data from cards where id=?", card_id))
            due = today + timedelta(days=card.due - self.collection.sched.today)
            cards[note["Id"]] = {
                "fields": dict(note.items()),
                "guid": note.guid,
                "note_modified": note.mod,
                "deck": self.collection.decks.name(card.did),
                "tags": sorted(note.tags),
                "type": card.type,
                "queue": card.queue,
                "due": due.isoformat() if card.type == 2 else None,
                "position": card.due if card.type == 0 else data["pos"],
                "interval": card.ivl,
                "factor": card.factor,
                "reps": card.reps,
                "lapses": card.lapses,
                "last_review": data.get("lrt"),
                "reviews": self.reviews(card_id),
            }
        return cards

    def reviews(self, card_id):
        return self.collection.db.all(
            "select id, ease, ivl, lastIvl, factor, time, type from revlog where cid=? order by id",
            card_id,
        )
