"""A year with recall: notes made up, and answers given day by day in its plain review."""

from datetime import timedelta

# Days of the year on which the learner is away.
AWAY = {*range(40, 52), *range(200, 230)}
BEDS = ("North", "South", "West::Upper", "West::Lower")


def write_notes(folder, cards):
    """Notes with this many cards: questions in a file for each deck, and gaps in one of their own."""
    folder.mkdir(parents=True, exist_ok=True)
    gaps = cards // 5
    for place, deck in enumerate(BEDS):
        lines = head(deck, place)
        for number in range(place, cards - gaps, len(BEDS)):
            lines += [f"Q: What does plant {number} want?", f"A: *{number * 31 % 89}* litres & shade", ""]
        (folder / f"{place}.md").write_text("\n".join(lines), encoding="utf-8")
    lines = head("Gaps", "gaps")
    for number in range(gaps):
        lines += [f"Plant {number} stands in {{{{c1::row {number * 7 % 97}}}}} of `bed::{number}`.", ""]
    (folder / "gaps.md").write_text("\n".join(lines), encoding="utf-8")


def head(deck, tag):
    return ["---", f'deck: "Garden::{deck}"', f"tags: [beds, 'b::{tag}']", "---", ""]


def live(recall, days, new):
    """Reviews on each of these days, as well as a learner does who is at times away."""
    for day in range(days):
        if day not in AWAY:
            grades = ("3", "4", "3", "2", "3", "1", "3", "3", "4")
            answers = "".join(f"\n{grades[(day * 5 + at * 3) % len(grades)]}\n" for at in range(600))
            recall.run("review", "--plain", "--new", new, given=answers)
        recall.now += timedelta(days=1, minutes=day % 3)
