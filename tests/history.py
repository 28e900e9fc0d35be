#!/usr/bin/env python3
"""Imports the notes of a git repository commit after commit, and tells what became of the cards.

    tests/history.py RECALL REPOSITORY [--under FOLDER] [--every N] [--last N] [--json]

RECALL is the binary; REPOSITORY a folder with a git repository, with or without a work tree; only
commits of the first parents that touch a note count, and of these every Nth, the last N of them.
Of each edited note it is counted what became of the cards that it had. Nothing of the repository is
kept: its notes and the collection lie in a temporary folder. Exit code 1 where an import fails or
the collection is found faulty.
"""

import argparse
import collections
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

KINDS = ("new", "kept", "moved", "reworded", "changed", "retired", "revived", "ambiguous")
ENDINGS = (".md", ".markdown", ".mdown")


def git(repository, *arguments):
    """What a git command prints, in bytes."""
    command = ["git", "-C", repository, *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


def commits(repository, under):
    """The commits that touch notes, the first one first."""
    notes = [f":(glob){under}**/*{ending}" for ending in ENDINGS]
    listed = git(repository, "log", "--first-parent", "--reverse", "--format=%H", "--", *notes)
    return listed.decode().split()


def changed(repository, before, after, under):
    """The notes that differ between two commits: (removed, written)."""
    if before is None:
        listed = git(repository, "ls-tree", "-r", "-z", "--name-only", after)
        names = [("A", name) for name in listed.split(b"\0")]
    else:
        listed = git(repository, "diff", "--no-renames", "--name-status", "-z", before, after)
        words = listed.split(b"\0")
        names = list(zip((word.decode() for word in words[::2]), words[1::2]))
    wanted = [(how, os.fsdecode(name)) for how, name in names]
    wanted = [
        (how, name) for how, name in wanted
        if name.lower().endswith(ENDINGS) and name.startswith(under)
    ]
    return [name for how, name in wanted if how == "D"], [name for how, name in wanted if how != "D"]


class Notes:
    """The notes of a commit, in a folder."""

    def __init__(self, repository, folder, under):
        self.repository, self.folder, self.under = repository, folder, under
        self.at = None

    def check_out(self, commit):
        """Brings the notes to where they were at a commit."""
        removed, written = changed(self.repository, self.at, commit, self.under)
        for name in removed:
            (self.folder / name).unlink(missing_ok=True)
        for name in written:
            self.write(commit, name)
        self.at = commit

    def write(self, commit, name):
        """Writes a note as it was at a commit. Links are left out: they may lead anywhere."""
        mode = git(self.repository, "ls-tree", commit, "--", name).decode(errors="replace")[:6]
        path = self.folder / name
        path.unlink(missing_ok=True)
        if mode in ("100644", "100755"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(git(self.repository, "show", f"{commit}:{name}"))


def imported(recall, folder, environment):
    """What an import told: its report, and its seconds."""
    start = time.monotonic()
    command = [recall, "import", "notes", "--yes", "--json"]
    ran = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    # A note that cannot be read is left out and told of, with 1.
    if ran.returncode not in (0, 1) or not ran.stdout:
        sys.exit(f"the import failed with {ran.returncode}: {ran.stderr.decode()}")
    return json.loads(ran.stdout), time.monotonic() - start


def walk(arguments, folder):
    """Imports commit after commit: the sums, the number of commits, and the slowest import."""
    environment = {"HOME": str(folder), "TZ": "UTC", "RECALL_SEED": "1", "PATH": os.environ["PATH"]}
    notes = Notes(arguments.repository, folder / "notes", arguments.under)
    notes.folder.mkdir()
    chosen = commits(arguments.repository, arguments.under)[:: arguments.every][-arguments.last :]
    sums, first, slowest = collections.Counter(), None, 0.0
    for commit in chosen:
        notes.check_out(commit)
        report, seconds = imported(arguments.recall, folder, environment)
        counts = {kind: count(report, kind) for kind in KINDS}
        if first is None:
            first = counts
            continue
        sums.update(counts)
        slowest = max(slowest, seconds)
    doctor = [arguments.recall, "doctor"]
    subprocess.run(doctor, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)
    return {"commits": len(chosen), "first": first, "then": dict(sums), "slowest_s": round(slowest, 2)}


def count(report, kind):
    """How many cards a report has of a kind: a number, or a list of them."""
    told = report.get(kind, 0)
    return len(told) if isinstance(told, list) else told


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("recall", type=lambda path: str(Path(path).resolve()))
    parser.add_argument("repository")
    parser.add_argument("--under", default="", help="only notes whose path begins so")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--last", type=int, default=1_000_000)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        told = walk(arguments, Path(folder))
    if arguments.json:
        print(json.dumps(told))
        return
    print(f"{told['commits']} commits; the first gave {told['first']['new']} cards")
    for kind in KINDS:
        print(f"{told['then'].get(kind, 0):8} {kind}")
    print(f"the slowest import after the first took {told['slowest_s']} s")


if __name__ == "__main__":
    main()
