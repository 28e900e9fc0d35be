"""Runs recall, with everything that varies fixed."""

import json
import os
import sqlite3
import subprocess
from datetime import datetime, timedelta, timezone
from pathlib import Path

ROLLOVER = timedelta(hours=4)
EPOCH = datetime(1970, 1, 1).date()


def study_day(at):
    """The study day of an instant in this process's time zone, in days since 1970."""
    return ((at.astimezone() - ROLLOVER).date() - EPOCH).days


class Recall:
    """One database and the binary under test."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.database = self.folder / "recall.db"
        # Anki moves ids and times of the future, so the stories are told in the past.
        self.now = datetime.now(timezone.utc).replace(microsecond=0) - timedelta(days=60)

    def later(self, **span):
        self.now += timedelta(**span)

    def run(self, *arguments, status=0, given=None):
        env = {
            "HOME": str(self.folder),
            "PATH": os.environ["PATH"],
            "TZ": os.environ.get("TZ", "UTC"),
            "RECALL_NOW": self.now.isoformat().replace("+00:00", "Z"),
            "RECALL_SEED": "1",
            "COLUMNS": "100",
        }
        command = [os.environ["RECALL"], "--db", str(self.database), *map(str, arguments)]
        done = subprocess.run(
            command, env=env, input=given, capture_output=True, text=True, check=False, cwd=self.folder
        )
        if status is not None and done.returncode != status:
            raise AssertionError(
                f"{arguments} ended with {done.returncode}, not {status}:\n{done.stdout}{done.stderr}"
            )
        return done

    def export(self, name, *arguments):
        """Writes a package and gives its path with what recall reports of it."""
        path = self.folder / name
        done = self.run("export", "-o", path, "--json", *arguments)
        report = json.loads(done.stdout)
        assert report["version"] == 1, report
        return path, report

    def sql(self, statement, *values):
        with sqlite3.connect(self.database) as connection:
            connection.row_factory = sqlite3.Row
            rows = connection.execute(statement, values).fetchall()
        connection.close()
        return rows
