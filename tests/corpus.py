#!/usr/bin/env python3
"""Holds the cards of real notes against what no card may be.

    tests/corpus.py RECALL SHARED [--list]

RECALL is the binary; SHARED the folder with the reference notes and the script that measures. For
each note: nothing fails, two runs give the same bytes, every line has a word said of it, the ledger
claims no card that is not there, a note without cards says why, and no core card is broken. Cards
that stand in a note as cards are not made by a rule: what the measures dislike in them is counted
(and printed with --list), not held against anybody. Exit code 1 where a bar is missed.
"""

import collections
import csv
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from reference import NEVER, explain, is_author_s, measuring, notes, of_type

# What the measures can only tell of English: they know the words of English questions.
OF_ENGLISH = {"invented-words", "not-a-question", "yes-no", "deictic"}
# Markup that the measures do not read: links with another text, and emphasis inside a word.
WIKI_LINK = re.compile(r"\[\[(?:[^\]|]*\|)?([^\]]*)\]\]")
CODE = re.compile(r"`[^`]*`")
LINE_END = re.compile(r"\r\n|\r|\n")


class Tally:
    """What was found so far."""

    def __init__(self):
        self.faults = []
        self.excepted = []
        self.cards = collections.Counter()
        self.authored = 0
        self.lines = collections.Counter()
        self.files = collections.Counter()


def manifest(shared):
    """What is known of each note, by its number."""
    with (shared / "corpus/manifest.tsv").open(encoding="utf-8", newline="") as table:
        rows = csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["number"]: row for row in rows}


def unaccounted(ledger, text):
    """The lines that are not blank and of which nothing is said."""
    told = {record["line"] for record in ledger}
    lines = enumerate(LINE_END.split(text), 1)
    return [number for number, line in lines if line.strip() and number not in told]


def lies(ledger, core):
    """The lines of which the ledger claims a card that is not there."""
    cited = {line for card in core for line in card["source_lines"]}
    return [r["line"] for r in ledger if r["status"].startswith("card") and r["line"] not in cited]


def says_why(recall, path):
    """Whether a person is told that a note gave no card, and by its lines, why."""
    with tempfile.TemporaryDirectory() as home:
        done = subprocess.run(
            [recall, "--db", Path(home) / "recall.db", "import", path],
            capture_output=True, text=True, check=False,
        )
    explained = subprocess.run([recall, "explain", path], capture_output=True, text=True, check=False)
    told = "no cards; `recall explain` says why" in done.stdout + done.stderr
    reasons = "Lines without a card" in explained.stdout
    return told and reasons


def is_broken(score, card, flag, lines):
    """Whether what a measure dislikes is there when markup is read as a person sees it."""
    if flag == "junk-markup":
        shown = CODE.sub("", f"{card['question']}\n{card['answer']}")
        return bool(score.RESIDUE.search(shown))
    if flag == "not-verbatim":
        cited = " ".join(lines[number - 1] for number in card["source_lines"])
        shown = WIKI_LINK.sub(r"\1", cited).replace("*", "")
        return score.norm(card["answer"]) not in score.norm(shown)
    return True


def judge(tally, score, path, core, lines, english):
    """Counts what the measuring script found broken in these cards."""
    held = NEVER if english else [flag for flag in NEVER if flag not in OF_ENGLISH]
    for card in core:
        broken = [flag for flag in card["_flags"]
                  if flag in held and is_broken(score, card, flag, lines)]
        if broken:
            place = tally.excepted if is_author_s(card) else tally.faults
            numbers = ",".join(map(str, card["source_lines"]))
            place.append(f"{path.name}:{numbers}: {', '.join(broken)}: "
                         f"{card['question']!r} -> {card['answer']!r}")


def read(tally, recall, score, path, known):
    """All that is held against one note."""
    category = known["category"]
    records, fault = explain(recall, path)
    if fault:
        tally.faults.append(f"{path.name}: {fault}")
        return
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    core = [card for card in of_type(records, "card") if card["tier"] == "core"]
    ledger = of_type(records, "line")
    for what, lines in [("no word on lines", unaccounted(ledger, text)),
                        ("a card is claimed for lines", lies(ledger, core))]:
        if lines:
            tally.faults.append(f"{path.name}: {what} {lines}")
    if not of_type(records, "card") and not says_why(recall, path):
        tally.faults.append(f"{path.name}: no card, and no word on why")
    lines = LINE_END.split(text)
    report = score.score(core, "\n".join(lines))
    judge(tally, score, path, core, lines, known["language"] == "en")
    tally.cards[category] += sum(not is_author_s(card) for card in core)
    tally.authored += sum(map(is_author_s, core))
    tally.lines[category] += report["content_lines"]
    tally.files[category] += 1


def show(tally, listed):
    """Cards for each content line, category by category; then what was missed."""
    print(f"{'category':12} {'notes':>5} {'lines':>6} {'core':>5} {'a line':>7}")
    for category in sorted(tally.files):
        lines, cards = tally.lines[category], tally.cards[category]
        print(f"{category:12} {tally.files[category]:5} {lines:6} {cards:5} "
              f"{cards / max(lines, 1):7.2f}")
    lines, cards = sum(tally.lines.values()), sum(tally.cards.values())
    print(f"{'all':12} {sum(tally.files.values()):5} {lines:6} {cards:5} {cards / lines:7.2f}")
    print(f"cards that stand in the notes as cards: {tally.authored}, "
          f"of which the measures dislike {len(tally.excepted)}")
    for line in tally.excepted if listed else []:
        print(f"  {line}")
    for fault in tally.faults:
        print(f"missed: {fault}", file=sys.stderr)


def main():
    recall, shared = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    score = measuring(shared, "score_cards")
    known = manifest(shared)
    tally = Tally()
    for path in notes(shared):
        read(tally, recall, score, path, known[path.name[:3]])
    show(tally, "--list" in sys.argv[3:])
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(main())
