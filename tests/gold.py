#!/usr/bin/env python3
"""Holds the cards against reference notes that lie outside the project.

    tests/gold.py RECALL SHARED

RECALL is the binary; SHARED the folder with the reference notes, the cards that a careful person
made of them, and the script that measures. Each bar that is missed is named; exit code 1 then.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

# What no card may be, in the measuring script's words.
NEVER = [
    "empty", "leak-question", "leak-substring", "leak-context", "ambiguous-question",
    "ambiguous-clue", "no-context", "deictic", "not-a-question", "yes-no", "template-seam",
    "thin-cloze", "many-gaps", "long-question", "junk-url", "junk-markup", "junk-toc",
    "junk-link-only", "duplicate", "over-mined-line", "not-verbatim", "invented-words",
    "no-source",
]
LINE_END = re.compile(r"\r\n|\r|\n")


def explain(recall, path):
    """What `recall explain --json` says of a file, which must be the same twice."""
    runs = [
        subprocess.run([recall, "explain", path, "--json"], capture_output=True, check=False)
        for _ in range(2)
    ]
    first, second = runs
    if first.returncode != 0:
        return None, f"exit code {first.returncode}: {first.stderr.decode(errors='replace')}"
    if first.stdout != second.stdout:
        return None, "two runs differ"
    return [json.loads(line) for line in first.stdout.decode().splitlines()], None


def of_type(records, name):
    return [record for record in records if record["type"] == name]


def measure(recall, shared):
    """The measuring script's report on the reference notes, core cards only."""
    notes = shared / "seed/pycode-conf-notes.md"
    records, fault = explain(recall, notes)
    if fault:
        sys.exit(f"{notes.name}: {fault}")
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name in ("card", "line"):
            path = Path(folder) / f"{name}.jsonl"
            lines = [json.dumps(record) + "\n" for record in of_type(records, name)]
            path.write_text("".join(lines), encoding="utf-8")
            paths.append(path)
        done = subprocess.run(
            [sys.executable, "-B", shared / "gold/score_cards.py", paths[0], notes,
             "--gold", shared / "gold/gold_cards.jsonl",
             "--never", shared / "gold/gold_never.jsonl",
             "--ledger", paths[1], "--tier", "core", "--fail-under", "0.95", "--json"],
            capture_output=True, text=True, check=False,
        )
    if not done.stdout:
        sys.exit(f"the measuring script failed:\n{done.stderr}")
    return json.loads(done.stdout), done.returncode


def judge(report, status):
    """The bars that the report misses."""
    gold = report["gold"]
    bars = [
        ("the measuring script's own bar (clean_rate >= .95)", status == 0),
        (f"clean_rate {report['clean_rate']} >= .95", report["clean_rate"] >= 0.95),
        (f"gold_core_recall {gold['gold_core_recall']} >= .90", gold["gold_core_recall"] >= 0.90),
        (f"matched_precision {gold['matched_precision']} >= .95", gold["matched_precision"] >= 0.95),
        (f"verbatim_rate {report['verbatim_rate']} = 1", report["verbatim_rate"] == 1.0),
        (f"long_answer_rate {report['long_answer_rate']} <= .05", report["long_answer_rate"] <= 0.05),
    ]
    empty = ["never_hits", "unaccounted_lines", "ledger_says_card_but_none"]
    bars += [(f"{name} {report[name]} is empty", not report[name]) for name in empty]
    bars += [(f"{flag} {report['flags'].get(flag, 0)} = 0", not report["flags"].get(flag))
             for flag in NEVER]
    return [bar for bar, is_met in bars if not is_met]


def unaccounted(records, data):
    """The lines that are not blank and of which nothing is said."""
    text = data.decode("utf-8-sig", errors="replace")
    told = {record["line"] for record in of_type(records, "line")}
    lines = enumerate(LINE_END.split(text), 1)
    return [number for number, line in lines if line.strip() and number not in told]


def walk(recall, folder):
    """What is wrong with any of these files; and how many cards they gave."""
    faults, cards, files = [], 0, sorted(path for path in folder.rglob("*") if path.is_file())
    for path in files:
        records, fault = explain(recall, path)
        if records is not None:
            cards += len(of_type(records, "card"))
            lost = unaccounted(records, path.read_bytes())
            fault = f"no word on lines {lost}" if lost else None
        if fault:
            faults.append(f"{path.name}: {fault}")
    if not files:
        faults.append(f"{folder}: no files")
    return faults, f"{len(files)} files of notes, {cards} cards"


def main():
    recall, shared = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    report, status = measure(recall, shared)
    gold = report["gold"]
    print(f"reference notes: {report['cards']} cards, clean {report['clean_rate']}, "
          f"recall {gold['gold_core_recall']}, precision {gold['matched_precision']}, "
          f"coverage {report['coverage']}")
    faults = judge(report, status)
    found, summary = walk(recall, shared / "corpus/files")
    print(summary)
    for fault in faults + found:
        print(f"missed: {fault}", file=sys.stderr)
    return 1 if faults or found else 0


if __name__ == "__main__":
    sys.exit(main())
