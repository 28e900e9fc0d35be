"""A collection with what no short session has: every kind of card, review, text and deck.

Filled row by row, so that what an export must say is known without asking recall.
"""

import sqlite3
from datetime import timedelta
from pathlib import Path

from recall import study_day

SCHEMA = Path(__file__).resolve().parents[2] / "migrations/0001-initial/up.sql"
BIRTH_SERIAL_BITS = 21

# Question, answer, and what each shows once Anki has rendered it.
TEXTS = [
    ("What is `Vec<T>`?", "A *growable* array & more", "What is Vec<T>?", "A growable array & more"),
    ("007", "**licence**", "007", "licence"),
    ("Which flag\\?", "> `ls -a`\n# all", "Which flag?", "> ls -a\n# all"),
    ("It uses [...] to `x [...]`.", "[docs](https://a.example/?q=1&r=\"2\")",
     "It uses [...] to x [...].", "docs"),
    ("Who says [sound:x.mp3]?", "[anki:tts] <script>alert(1)</script> <!-- no -->",
     "Who says [sound:x.mp3]?", "[anki:tts] <script>alert(1)</script> <!-- no -->"),
    ("What does {{Question}} give?", "{{c1::nothing::hint}} &lt; &amp;amp;",
     "What does {{Question}} give?", "{{c1::nothing::hint}} < &amp;"),
    ("Cafe\u0301 \u2192 \U0001f98a?", "\u0645\u0631\u062d\u0628\u0627",
     "Caf\u00e9 \u2192 \U0001f98a?", "\u0645\u0631\u062d\u0628\u0627"),
    ("Name two", "- one\n- `two`", "Name two", "one\ntwo"),
    ("How is it run?", "```sh\ncargo run <file>\n  --all\n```", "How is it run?",
     "cargo run <file>\n--all"),
    ("A \x07bell\x1f and\u2028more", "x" * 3000, "A bell and\u2028more", "x" * 3000),
]

DECKS = ["Conf", "Conf::Rust::Async", "conf::py", "2025", "Default", "\u00c4pfel :: Birnen"]
TAGS = [[], ["talk"], ["two words", "Talk"], ["\u0434\u0435\u043c\u043e", "a::b"]]


def fill(recall):
    """Fills the database of this recall; its clock is moved on."""
    recall.run("due", "--json", status=None)
    connection = sqlite3.connect(recall.database)
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'cards'").fetchone():
        connection.executescript(SCHEMA.read_text(encoding="utf-8"))
        connection.execute("PRAGMA user_version = 1")
    story = Story(connection, recall)
    story.make_cards()
    story.review_them()
    connection.commit()
    connection.close()


class Story:
    def __init__(self, connection, recall):
        self.connection = connection
        self.recall = recall
        self.operations = 0
        self.cards = []

    def insert(self, table, **columns):
        names, marks = ", ".join(columns), ", ".join("?" * len(columns))
        values = tuple(columns.values())
        cursor = self.connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)
        return cursor.lastrowid

    def make_cards(self):
        born_ms = int(self.recall.now.timestamp() * 1000)
        for tag in sorted({tag for tags in TAGS for tag in tags}, key=str.lower):
            self.connection.execute("INSERT OR IGNORE INTO tags (name) VALUES (?)", (tag,))
        decks = [self.insert("decks", name=name) for name in DECKS]
        source = self.insert(
            "sources", kind="file", path="/notes/conf/py & co.md", title="PyCode", deck_id=decks[0],
            size_bytes=1, modified_ns=0, content_hash=b"x", generator=1, imported_at_ms=born_ms,
        )
        entry = self.insert(
            "entries", source_id=source, key="e", name="E", kind="tool", first_line=1
        )
        statuses = ["new", "review", "suspended", "retired", "pending", "dropped"]
        for number in range(6 * len(TEXTS)):
            fact = self.insert("facts", entry_id=entry, text=str(number), first_line=number + 1)
            question, answer, _, _ = TEXTS[number % len(TEXTS)]
            # Two waves, so that creation times meet where ids were moved on.
            card = born_ms + number // 30 << BIRTH_SERIAL_BITS | number
            self.insert(
                "cards", id=card, source_id=source, fact_id=fact,
                deck_id=decks[number % len(decks)], ordinal=number, status="new", tier="core",
                rule="R25", kind="def_fwd", variant=0, confidence_hundredths=90,
                question=question, answer=answer, context="PyCode \u203a Day <1> \u203a E",
                lines=str(number + 1), question_key=number, created_at_ms=born_ms + number // 30,
                text_changed_at_ms=born_ms,
            )
            for tag in TAGS[number % len(TAGS)]:
                self.connection.execute(
                    "INSERT INTO card_tags SELECT ?, id FROM tags WHERE name = ?", (card, tag)
                )
            self.cards.append((card, statuses[number // 5 % len(statuses)]))

    def review_them(self):
        """Grades every second card over some days; every third answer below 4 is drilled."""
        standing = {}
        for day in range(40):
            for number, (card, status) in enumerate(self.cards):
                if status in ("pending", "new") or (status == "suspended" and number % 2):
                    continue
                due = standing.get(card, (0, 250, 0, self.today(), 0, 0))[3]
                if due <= self.today() and (number + day) % 4 != 3:
                    self.answer(card, standing, (number * 7 + day * 3) % 6)
            self.recall.later(days=1, minutes=7)
        self.undo_some()
        for card, status in self.cards:
            self.connection.execute("UPDATE cards SET status = ? WHERE id = ?", (status, card))

    def today(self):
        return study_day(self.recall.now)

    def answer(self, card, standing, grade):
        before = standing.get(card)
        repetition, ef, interval, _, answers, lapses = before or (0, 250, 0, 0, 0, 0)
        after_interval = 1 if grade < 3 or repetition == 0 else max(6, interval * 2 + grade)
        ef_after = max(130, ef + (-80, -54, -32, -14, 0, 10)[grade])
        passed = grade >= 3
        after = (
            repetition + 1 if passed else 0, ef_after, after_interval,
            self.today() + after_interval, answers + 1, lapses + (not passed),
        )
        at_ms = self.log(card, "scheduled", grade, before, after)
        standing[card] = after
        self.connection.execute(
            "INSERT OR REPLACE INTO schedules VALUES (?, 'sm2', ?, ?, ?, ?, ?, ?, ?, ?, 1)",
            (card, *after[:3], after[3], self.today(), at_ms, *after[4:]),
        )
        if grade < 4:
            self.log(card, "drill", 4, after, after)

    def log(self, card, kind, grade, before, after):
        self.recall.later(seconds=3, milliseconds=self.operations % 7)
        at_ms = int(self.recall.now.timestamp() * 1000)
        day = self.today()
        self.operations += 1
        operation = self.insert(
            "operations", at_ms=at_ms, study_day=day, kind="answer", detail="{}"
        )
        before = before[:4] if before else (None,) * 4
        self.connection.execute(
            f"INSERT INTO reviews VALUES ({', '.join('?' * 19)})",
            (operation, card, at_ms, day, kind, grade, 900 + self.operations * 400, 0, "sm2",
             "canonical", *before, *after[:4], 0),
        )
        return at_ms

    def undo_some(self):
        """Drills undone; one undo undone again, so that its answer counts after all."""
        drills = self.connection.execute(
            "SELECT operation_id FROM reviews WHERE kind = 'drill' LIMIT 3"
        ).fetchall()
        undos = [self.undo(operation) for (operation,) in drills]
        redo = self.undo(undos[1])
        self.undo(self.undo(redo))

    def undo(self, operation):
        self.recall.later(seconds=1)
        return self.insert(
            "operations", at_ms=int(self.recall.now.timestamp() * 1000), study_day=self.today(),
            kind="undo", undoes=operation, detail="{}",
        )
