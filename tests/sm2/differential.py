"""Compares recall with supermemo2 of PyPI, which has the same rules in floating point.

    differential.py RECALL

First over the vectors of the tests, then over answers at random that the binary is given. Both
must agree on every repetition count, ease factor and interval, but for one thing: where interval
times ease factor is exactly a whole number of days, a float may lie a hair above it and be rounded
up to the next day. Every such difference is counted; any other is a failure.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

from supermemo2 import first_review, review

LONGEST_DAYS = 36_500
VECTORS = Path(__file__).parent.parent / "fixtures" / "sm2-vectors.txt"
SEQUENCES, LENGTH = 24, 12


def check(grades, states):
    """Goes along answers with what recall made of each; gives how many drifted."""
    drifted, ease, before = 0, 2.5, (0, 250, 0)
    for grade, after in zip(grades, states, strict=True):
        repetition, ease_hundredths, interval = after
        if interval >= LONGEST_DAYS:
            break
        # Each step begins where recall stands, or one drift would make all that follow differ.
        if before == (0, 250, 0):
            theirs = first_review(grade, "2027-02-15 08:00:00")
        else:
            theirs = review(grade, ease, before[2], before[0], "2027-02-15 08:00:00")
        ease = theirs["easiness"]
        assert theirs["repetitions"] == repetition, (grades, before, after, theirs)
        assert abs(ease * 100 - ease_hundredths) < 1e-6, (grades, before, after, theirs)
        if theirs["interval"] != interval:
            is_whole = before[1] * before[2] % 100 == 0
            assert is_whole and theirs["interval"] == interval + 1, (grades, before, after, theirs)
            drifted += 1
        before = after
    return drifted


def vectors():
    """The vectors of recall's own rules: grades, and the state after each."""
    for line in VECTORS.read_text().splitlines():
        if line.startswith("#"):
            continue
        rules, *columns = line.split("|")
        if "canonical" in rules.split():
            grades, *states = [[int(number) for number in column.split()] for column in columns]
            yield grades, list(zip(*states, strict=True))


def answered(recall, folder, grades):
    """Answers a card of its own with these grades, each on the day it is due."""
    folder.mkdir()
    (folder / "note.md").write_text("Q: What is asked?\nA: This\n")
    day = date(2027, 2, 15)

    def run(*arguments):
        env = {"HOME": str(folder), "TZ": "UTC", "RECALL_SEED": "1"}
        env |= {"PATH": os.environ["PATH"], "RECALL_NOW": f"{day}T12:00:00Z"}
        command = [recall, "--db", folder / "recall.db", "--json", *arguments]
        return subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout

    run("import", folder / "note.md")
    card = json.loads(run("list").splitlines()[0])["id"]
    states = []
    for grade in grades:
        told = json.loads(run("grade", card, str(grade)))
        states.append((told["repetition"], round(told["ef"] * 100), told["interval_days"]))
        day += timedelta(days=told["interval_days"])
        if day.year > 9000:
            break
    return grades[: len(states)], states


def main():
    recall = Path(sys.argv[1]).resolve()
    known = [(grades, check(grades, states)) for grades, states in vectors()]
    assert len(known) > 200, "the vectors are there"
    dice = random.Random(2)
    # Six times 5 is the drift that a learner sees: 420 days, of which a float makes 421.
    sequences = [[5] * 6] + [dice.choices(range(6), (1, 1, 2, 4, 8, 4), k=LENGTH) for _ in range(SEQUENCES)]
    with tempfile.TemporaryDirectory() as folder:
        asked = [
            check(*answered(recall, Path(folder) / str(number), grades))
            for number, grades in enumerate(sequences)
        ]
    assert asked[0] == 1, "the drift of 5 5 5 5 5 5 is found"
    steps = sum(len(grades) for grades, _ in known)
    drifted = sum(drifts for _, drifts in known)
    print(f"vectors: {len(known)}, {steps} answers, {drifted} intervals a day longer by float drift")
    print(f"answers at random: {len(asked)} sequences, {sum(asked)} by float drift; else all alike")


if __name__ == "__main__":
    main()
