"""A real Anki collection that packages are imported into."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import anki.lang
from anki.collection import (
    Collection,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)

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

    def give(self, path):
        """Exports everything, schedules and media with it."""
        options = ExportAnkiPackageOptions(
            with_scheduling=True, with_deck_configs=False, with_media=True, legacy=False
        )
        self.collection.export_anki_package(out_path=str(path), options=options, limit=None)
        return path

    def fill(self, notes):
        """Adds notes of some kinds to some decks, with flags and tags."""
        kinds = ("Basic", "Basic (and reversed card)", "Cloze")
        for number in range(notes):
            kind = self.collection.models.by_name(kinds[number % 3])
            note = self.collection.new_note(kind)
            if kind["name"] == "Cloze":
                note["Text"] = f"{{{{c1::Part {number}}}}} of {{{{c2::<b>whole</b> {number}}}}}"
            else:
                note["Front"], note["Back"] = f"Front &amp; <i>{number}</i>", f"back<br>of {number}"
            note.tags = [f"t{number % 4}", "Deep::tag"][: number % 3]
            deck = self.collection.decks.id(("Default", "Far::Away", "Far")[number % 3])
            self.collection.add_note(note, deck)
            if number % 5 == 0:
                self.collection.set_user_flag_for_cards(number // 5 % 8, note.card_ids())

    def study(self, answers, button=lambda number, card: (3, 4, 1, 3, 2, 3)[number % 6]):
        """Gives this many answers, whatever the day's limits and the time are; gives the ids of the
        cards that they were for."""
        for preset in self.collection.decks.all_config():
            preset["new"]["perDay"] = preset["rev"]["perDay"] = 9999
            self.collection.decks.update_config(preset)
        decks = [deck.id for deck in self.collection.decks.all_names_and_ids()]
        answered = []
        for number in range(answers):
            card = None
            for deck in decks:
                self.collection.decks.select(deck)
                card = card or self.collection.sched.getCard()
            card.start_timer()
            self.collection.sched.answerCard(card, button(number, card))
            answered.append(card.id)
        return answered

    def study_cards(self, cards):
        """Answers this many cards as one that knows them: none comes back on the same day."""
        answered = self.study(cards, lambda number, card: (3, 2, 4)[number % 3] if card.type == 2 else 4)
        assert len(set(answered)) == cards, "a card came back"
        return answered

    def age(self, days):
        """Moves all that happened into the past."""
        seconds = days * 86_400
        database = self.collection.db
        database.execute("update revlog set id = id - ?", seconds * 1000)
        database.execute("update cards set mod = mod - ?", seconds)
        database.execute("update notes set mod = mod - ?", seconds)
        database.execute("update cards set due = due - ? where due > 1000000000", seconds)
        for card, data in database.all("select id, data from cards where data like '%lrt%'"):
            data = json.loads(data)
            data["lrt"] -= seconds
            database.execute("update cards set data = ? where id = ?", json.dumps(data), card)
        self.collection.crt -= seconds
        path = self.collection.path
        self.collection.close()
        self.collection = Collection(path)

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
