#!/usr/bin/env python3
"""Draws cards for a person to judge, and counts what the person said.

    tests/draw.py RECALL FOLDER --seed N [--cards 100] [--notes 40] [--without-talks] > drawn.jsonl
    tests/draw.py --tally drawn.jsonl

FOLDER holds notes (Markdown). Only core cards that a rule made are drawn: those that stand in a
note as cards are their author's. First one card each of --notes notes, then any of the rest; the
same seed, cards and notes give the same draw. Each drawn card is a line of JSON with empty
"grades", to be filled with 0, 1 or 2 for each of the six criteria, and a "reason" for each 0.

A card is acceptable with no 0 and a sum of 9 or more, good with 11 or more.
"""

import argparse
import json
import random
import sys
from pathlib import Path

from reference import explain, is_author_s, of_type

CRITERIA = ["faithful", "answerable", "unambiguous", "atomic", "worth", "grammatical"]
ACCEPTABLE, GOOD = 9, 11


def is_talk(card):
    return card["rule"] == "R03"


def core_cards(recall, folder, without_talks):
    """The cards that may be drawn, note by note."""
    found = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        records, fault = explain(recall, path)
        if fault:
            sys.exit(f"{path}: {fault}")
        cards = [
            dict(card, note=str(path.relative_to(folder)))
            for card in of_type(records, "card")
            if card["tier"] == "core" and not is_author_s(card)
            and not (without_talks and is_talk(card))
        ]
        if cards:
            found[path] = cards
    return found


def draw(by_note, chance, cards, notes):
    """One card each of so many notes, then any of the rest; in an order that tells nothing."""
    if len(by_note) < notes or sum(map(len, by_note.values())) < cards:
        sys.exit(f"there are cards in {len(by_note)} notes only, "
                 f"{sum(map(len, by_note.values()))} in all")
    drawn = [chance.choice(by_note[path]) for path in chance.sample(list(by_note), notes)]
    taken = set(map(id, drawn))
    rest = [card for of in by_note.values() for card in of if id(card) not in taken]
    drawn += chance.sample(rest, cards - len(drawn))
    chance.shuffle(drawn)
    return drawn


def form(number, card, folder):
    """What the judge sees, question first, and fills in."""
    text = (folder / card["note"]).read_bytes().decode("utf-8-sig", errors="replace")
    lines = text.splitlines()
    return {
        "number": number,
        "context": card["context"],
        "question": card["question"],
        "answer": card["answer"],
        "lines": {n: lines[n - 1] for n in card["source_lines"] if n <= len(lines)},
        "note": card["note"],
        "rule": card["rule"],
        "grades": dict.fromkeys(CRITERIA),
        "reason": "",
    }


def tally(forms):
    """Prints the shares of a judged list, with and without its talk cards."""
    for name, chosen in [("all", forms), ("without talks", [f for f in forms if not is_talk(f)])]:
        grades = [[form["grades"][criterion] for criterion in CRITERIA] for form in chosen]
        if any(grade not in (0, 1, 2) for row in grades for grade in row):
            sys.exit("a grade is missing, or is none of 0, 1, 2")
        of = max(len(grades), 1)
        shares = [sum(0 not in row and sum(row) >= bar for row in grades) / of
                  for bar in (ACCEPTABLE, GOOD)]
        means = [f"{criterion} {sum(row[at] for row in grades) / of:.2f}"
                 for at, criterion in enumerate(CRITERIA)]
        print(f"{name}: {len(grades)} cards of {len({f['note'] for f in chosen})} notes, "
              f"acceptable {shares[0]:.1%}, good {shares[1]:.1%}; {', '.join(means)}")
    for form in forms:
        row = form["grades"].values()
        if 0 in row or sum(row) < ACCEPTABLE:
            print(f"{form['number']}: {form['question']!r} -> {form['answer']!r} "
                  f"({form['note']}, {form['rule']}): {form['reason']}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("recall", nargs="?", type=Path)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--cards", type=int, default=100)
    parser.add_argument("--notes", type=int, default=40)
    parser.add_argument("--without-talks", action="store_true")
    parser.add_argument("--tally", type=Path)
    args = parser.parse_args()
    if args.tally:
        text = args.tally.read_text(encoding="utf-8")
        return tally([json.loads(line) for line in text.splitlines() if line.strip()])
    if not args.folder or args.seed is None:
        parser.error("RECALL, FOLDER and --seed are needed")
    by_note = core_cards(args.recall.resolve(), args.folder, args.without_talks)
    drawn = draw(by_note, random.Random(args.seed), args.cards, args.notes)
    for number, card in enumerate(drawn, 1):
        print(json.dumps(form(number, card, args.folder), ensure_ascii=False))
    return None


if __name__ == "__main__":
    sys.exit(main())
