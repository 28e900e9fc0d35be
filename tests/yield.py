#!/usr/bin/env python3
"""Holds the cards against those that a careful person wants from the same notes.

    tests/yield.py RECALL SHARED

RECALL is the binary; SHARED the folder with the reference notes, the wanted cards, and the script
that counts them. Found is what a core card answers; a rule may not buy it with cards of lines that
deserve none. Each bar that is missed is named; exit code 1 then.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from reference import measuring, notes

# What was reached: a change may raise these, not fall below.
FOUND_AT_LEAST = 0.40
SNIPPETS_AT_LEAST = 26
# In a hundred core cards, at most so many that cite only lines that deserve none.
NEVER_AT_MOST = 1.0


def write_cards(recall, files, folder):
    """The cards of every note, one file a note, as the counting script reads them."""
    for path in files:
        done = subprocess.run(
            [recall, "explain", path, "--json"], capture_output=True, text=True, check=True
        )
        records = [line for line in done.stdout.splitlines() if json.loads(line)["type"] == "card"]
        text = "".join(record + "\n" for record in records)
        (folder / f"{path.name}.jsonl").write_text(text, encoding="utf-8")


def core_cards(score, files, folder):
    """The core cards of each note, by the note's number."""
    read = {path.name[:3]: score.read_jsonl(folder / f"{path.name}.jsonl") for path in files}
    return {number: [c for c in cards if c["tier"] == "core"] for number, cards in read.items()}


def snippets(score, shared, cards):
    """Wanted cards of the snippets that are there, and cards where none is deserved."""
    wanted, found, undeserved = 0, 0, []
    for snippet in json.loads((shared / "corpus/snippets.json").read_text(encoding="utf-8")):
        lines = set(snippet["lines"])
        here = [card for card in cards[snippet["file"]] if lines & score.cites(card)]
        wanted += len(snippet["cards"])
        for card in snippet["cards"]:
            parts = [part for part in card["back"].split(";") if part.strip()]
            answers = [score.answers("definition", parts, score.answer_text(c)) for c in here]
            found += any(answers)
        if not snippet["cards"]:
            undeserved += [(snippet["file"], card["question"]) for card in here]
    return wanted, found, undeserved


def main():
    recall, shared = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    score = measuring(shared, "yield_score")
    files = notes(shared)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_cards(recall, files, folder)
        wanted = score.read_jsonl(shared / "corpus/yield.jsonl")
        total, regions = score.run(folder, shared / "corpus/files", wanted)
        cards = core_cards(score, files, folder)
    score.report(total, regions, False, False)
    of, found, undeserved = snippets(score, shared, cards)
    print(f"\nsnippets: {found} of {of}; core cards in all notes: {sum(map(len, cards.values()))}")
    never = 100 * total["never_hits"] / max(total["core_cards_in_regions"], 1)
    share = total["overall"]["recall"]
    bars = [
        (f"found {share} >= {FOUND_AT_LEAST}", share >= FOUND_AT_LEAST),
        (f"never hits in a hundred {never:.1f} <= {NEVER_AT_MOST}", never <= NEVER_AT_MOST),
        (f"snippets {found} >= {SNIPPETS_AT_LEAST}", found >= SNIPPETS_AT_LEAST),
        (f"cards where none is deserved: {undeserved}", not undeserved),
    ]
    missed = [bar for bar, is_met in bars if not is_met]
    for bar in missed:
        print(f"missed: {bar}", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
