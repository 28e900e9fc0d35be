#!/usr/bin/env python3
"""Holds the cards against reference notes that lie outside the project.

    tests/gold.py RECALL SHARED

RECALL is the binary; SHARED the folder with the reference notes, the cards that a careful person
made of them, and the script that measures. Each bar that is missed is named; exit code 1 then.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from reference import NEVER, explain, of_type


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


def main():
    recall, shared = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    report, status = measure(recall, shared)
    gold = report["gold"]
    print(f"reference notes: {report['cards']} cards, clean {report['clean_rate']}, "
          f"recall {gold['gold_core_recall']}, precision {gold['matched_precision']}, "
          f"coverage {report['coverage']}")
    faults = judge(report, status)
    for fault in faults:
        print(f"missed: {fault}", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
