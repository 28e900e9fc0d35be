"""What the scripts beside this one share: the reference material, and the program's word on a note."""

import importlib.util
import json
import subprocess
import sys

# What no card may be, in the measuring script's words.
NEVER = [
    "empty", "leak-question", "leak-substring", "leak-context", "ambiguous-question",
    "ambiguous-clue", "no-context", "deictic", "not-a-question", "yes-no", "template-seam",
    "thin-cloze", "many-gaps", "long-question", "junk-url", "junk-markup", "junk-toc",
    "junk-link-only", "duplicate", "over-mined-line", "not-verbatim", "invented-words",
    "no-source",
]


def measuring(shared, name):
    """One of the measuring scripts of the reference material, as a module."""
    sys.dont_write_bytecode = True
    spec = importlib.util.spec_from_file_location(name, shared / f"gold/{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def notes(shared):
    """The files of notes, in the order of their numbers."""
    found = sorted(path for path in (shared / "corpus/files").rglob("*") if path.is_file())
    if not found:
        sys.exit(f"{shared}: no notes there")
    return found


def explain(recall, path):
    """What `recall explain --json` says of a note, which must be the same twice; or the fault."""
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
    """The records of cards, or those of lines."""
    return [record for record in records if record["type"] == name]


def is_author_s(card):
    """Whether the card stands in the notes as a card: its words are the author's business."""
    return card["rule"].startswith("M")
