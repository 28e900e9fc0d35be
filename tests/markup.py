#!/usr/bin/env python3
"""Holds the cards that authors wrote against counts made by hand.

    tests/markup.py RECALL SHARED

RECALL is the binary; SHARED the folder with the reference notes. For each note in another tool's
markup, all of its author's cards are to come and nothing else; no other note gives such a card.
"""

import sys
from pathlib import Path

from reference import explain, is_author_s, notes, of_type

# The number of a note, and the cards that its author wrote: read by a person. A text with gaps
# counts once for each gap, or number of a gap; what is asked both ways counts twice.
WRITTEN = {
    "143": 5, "144": 32, "176": 10, "177": 22, "188": 7, "189": 1, "190": 3, "191": 13,
    "192": 7, "193": 9, "194": 2, "195": 4, "196": 1, "197": 6, "198": 7,
}


def main():
    recall, shared = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    files = notes(shared)
    faults, found = [], 0
    for path in files:
        number = path.name[:3]
        records, fault = explain(recall, path)
        if fault:
            faults.append(f"{path.name}: {fault}")
            continue
        cards = of_type(records, "card")
        authored = sum(map(is_author_s, cards))
        wanted = WRITTEN.get(number, 0)
        found += authored
        if authored != wanted:
            faults.append(f"{path.name}: {authored} cards of its author, {wanted} written")
        if wanted and authored != len(cards):
            faults.append(f"{path.name}: {len(cards) - authored} cards beside its author's")
    print(f"{found} cards that authors wrote, in {len(WRITTEN)} of {len(files)} notes")
    for fault in faults:
        print(f"FAULT {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
