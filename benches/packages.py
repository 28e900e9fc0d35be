#!/usr/bin/env python3
"""Times packages of Anki: recall's writing and reading beside genanki's writing and Anki's own.

    python3 -m venv /tmp/bench && /tmp/bench/bin/pip install anki==26.9.3 genanki
    /tmp/bench/bin/python benches/packages.py RECALL [CARDS]

Each step is a process of its own: seconds until it is over, seconds of work, and the most memory that
it held. 100,000 cards unless said otherwise, every second one with two answers in its log.
"""

import os
import sqlite3
import sys
import tempfile
import time
from pathlib import Path

CARDS = int(sys.argv[2]) if len(sys.argv) > 2 and sys.argv[2].isdigit() else 100_000


def measured(name, command, env=None):
    """Runs a command and prints what it took."""
    start = time.monotonic()
    child = os.fork()
    if child == 0:
        null = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(null, stream)
        os.execvpe(command[0], command, {**os.environ, **(env or {})})
    _, status, usage = os.wait4(child, 0)
    took = time.monotonic() - start
    if status:
        sys.exit(f"{name}: {command} ended with {os.waitstatus_to_exitcode(status)}")
    work = usage.ru_utime + usage.ru_stime
    print(f"{name:44} {took:7.2f} s  {work:7.2f} s of work  {usage.ru_maxrss / 1024:7.1f} MB", flush=True)


def write_notes(folder):
    folder.mkdir()
    for file in range(CARDS // 100):
        lines = [f"# Subject {file}", ""]
        for number in range(100):
            lines += [f"Q: What is thing {file}.{number} for, in `case {number}`?",
                      f"A: It *keeps* the {number * 7919 % 10007} parts of {file} together, & more", ""]
        (folder / f"{file}.md").write_text("\n".join(lines), encoding="utf-8")


def answer(database):
    """Gives every second card two answers, as rows: answering is measured elsewhere."""
    connection = sqlite3.connect(database)
    cards = [row[0] for row in connection.execute("SELECT id FROM cards ORDER BY id")][::2]
    operation = connection.execute("SELECT max(id) FROM operations").fetchone()[0]
    for at, card in enumerate(cards):
        for step, (before, after) in enumerate((((None,) * 4, (1, 250, 1)), ((1, 250, 1, 20001), (2, 250, 6)))):
            operation += 1
            day = 20000 + step
            at_ms = day * 86_400_000 + 40_000_000 + at
            connection.execute(
                "INSERT INTO operations (id, at_ms, study_day, kind, detail) VALUES (?, ?, ?, 'answer', '{}')",
                (operation, at_ms, day),
            )
            connection.execute(
                "INSERT INTO reviews (operation_id, card_id, at_ms, study_day, kind, grade, took_ms, hinted,"
                " scheduler, rules, repetition_before, ef_hundredths_before, interval_days_before,"
                " due_day_before, repetition_after, ef_hundredths_after, interval_days_after, due_day_after)"
                " VALUES (?, ?, ?, ?, 'scheduled', 4, 5000, 0, 'sm2', 'canonical', ?, ?, ?, ?, ?, ?, ?, ?)",
                (operation, card, at_ms, day, *before, *after, day + after[2]),
            )
        connection.execute(
            "INSERT INTO schedules (card_id, scheduler, repetition, ef_hundredths, interval_days, due_day,"
            " last_day, last_at_ms, answers, lapses, queued) VALUES (?, 'sm2', 2, 250, 6, 20007, 20001, ?, 2, 0, 1)",
            (card, at_ms),
        )
        connection.execute("UPDATE cards SET status = 'review' WHERE id = ?", (card,))
    connection.commit()
    connection.close()


def genanki_writes(path):
    import genanki

    model = genanki.Model(
        1607392319, "m", fields=[{"name": "Question"}, {"name": "Answer"}],
        templates=[{"name": "c", "qfmt": "{{Question}}", "afmt": "{{FrontSide}}<hr id=answer>{{Answer}}"}],
    )
    deck = genanki.Deck(2059400110, "d")
    for number in range(CARDS):
        question = f"What is thing {number // 100}.{number % 100} for, in <code>case {number % 100}</code>?"
        answer = f"It <em>keeps</em> the {number * 7919 % 10007} parts of {number // 100} together, &amp; more"
        deck.add_note(genanki.Note(model=model, fields=[question, answer]))
    genanki.Package(deck).write_to_file(path)


def anki_takes(collection, package):
    from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

    opened = Collection(collection)
    options = ImportAnkiPackageOptions(with_scheduling=True)
    opened.import_anki_package(ImportAnkiPackageRequest(package_path=package, options=options))
    opened.close()


def anki_writes(collection, package):
    from anki.collection import Collection, ExportAnkiPackageOptions

    opened = Collection(collection)
    options = ExportAnkiPackageOptions(
        with_scheduling=True, with_deck_configs=False, with_media=False, legacy=True
    )
    opened.export_anki_package(out_path=package, options=options, limit=None)
    opened.close()


STEPS = {"genanki": genanki_writes, "take": anki_takes, "write": anki_writes}


def main(recall):
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        ours, theirs, made = (str(folder / name) for name in ("ours.apkg", "anki.apkg", "genanki.apkg"))
        collection = str(folder / "collection.anki2")
        env = {"RECALL_NOW": "2026-02-01T08:00:00Z", "RECALL_SEED": "1", "HOME": str(folder)}
        here = [recall, "--db", str(folder / "recall.db")]
        there = [recall, "--db", str(folder / "other.db")]
        step = [sys.executable, __file__, "--step"]
        write_notes(folder / "notes")
        measured("recall, notes in", [*here, "import", str(folder / "notes")], env)
        answer(folder / "recall.db")
        measured("recall, package out, the first time", [*here, "export", "-o", ours], env)
        measured("recall, package out again", [*here, "export", "-o", ours], env)
        measured("genanki, package out (no schedules, no log)", [*step, "genanki", made])
        measured("Anki, recall's package in", [*step, "take", collection, ours])
        measured("Anki, package out", [*step, "write", collection, theirs])
        measured("recall, Anki's package in", [*there, "import", theirs], env)
        measured("recall, Anki's package in again", [*there, "import", theirs], env)
        measured("recall, its own package in", [*here, "import", ours], env)
        for path in (ours, theirs, made):
            print(f"{Path(path).name:44} {os.path.getsize(path) / 1e6:7.1f} MB")


if sys.argv[1:2] == ["--step"]:
    STEPS[sys.argv[2]](*sys.argv[3:])
else:
    main(sys.argv[1])
