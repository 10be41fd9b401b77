"""What is done: an SQLite file in write-ahead mode, which a kill at any moment leaves whole.

outcomes   one row per content: the reading key (tool, schema, what is installed; where persons corrected values of it,
           "+" and a digest of the corrections) and the limits it was read under
inputs     one row per input of the last run, in order: its content, or why it has none
runs       when each run began and how it ended

Only the run's own process writes. ``status`` reads it, also while a run goes on.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from prongsai import __version__
from prongsai.batch.document import Outcome
from schemas.errors import FailureStatus, OutputError, UsageError

FOLDER, NAME = ".prongsai", "journal.sqlite"
_LAYOUT = 1
_COLUMNS = [item.name for item in fields(Outcome) if item.name != "detail"]
_TABLES = f"""
CREATE TABLE IF NOT EXISTS runs (
    run INTEGER PRIMARY KEY, began TEXT NOT NULL, ended TEXT, state TEXT NOT NULL, tool TEXT NOT NULL,
    reading TEXT NOT NULL, total INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS outcomes (
    reading TEXT NOT NULL, limits TEXT NOT NULL, {", ".join(_COLUMNS)}, PRIMARY KEY (sha256, reading));
CREATE TABLE IF NOT EXISTS inputs (
    run INTEGER NOT NULL, position INTEGER NOT NULL, path TEXT NOT NULL, sha256 TEXT, status TEXT, reason TEXT,
    first INTEGER, PRIMARY KEY (run, position)) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One input of a run and what became of it. duplicate_of: the path of the first input with the same bytes."""

    path: str
    outcome: Outcome
    duplicate_of: str | None = None


class Journal:
    """The journal of one output folder. Raises OutputError where it cannot be written."""

    def __init__(self, connection: sqlite3.Connection, reading: str, limits: str) -> None:
        self._connection, self._reading, self._limits = connection, reading, limits
        self.run = 0

    def begin(self, total: int) -> None:
        """A new run of so many inputs; those of the runs before are forgotten, their outcomes are not."""
        with _failures_told(), self._connection as connection:
            connection.execute("DELETE FROM inputs")
            row = (_now(), "running", __version__, self._reading, total)
            told = connection.execute(
                "INSERT INTO runs (began, state, tool, reading, total) VALUES (?, ?, ?, ?, ?)", row
            )
            self.run = told.lastrowid or 0

    def end(self, state: str) -> None:
        """The run is over: "finished", "interrupted" or "failed"."""
        with _failures_told(), self._connection as connection:
            connection.execute("UPDATE runs SET ended = ?, state = ? WHERE run = ?", (_now(), state, self.run))

    def note(self, position: int, path: str, sha256: str, first: int | None) -> None:
        """An input and its content. ``first``: the position of an earlier input with the same content."""
        self._insert_input((self.run, position, path, sha256, None, None, first))

    def refuse(self, position: int, path: str, status: FailureStatus, reason: str) -> None:
        """An input that was not read."""
        self._insert_input((self.run, position, path, None, status, reason, None))

    def _insert_input(self, row: tuple[Any, ...]) -> None:
        """Inputs wait for the next outcome to be brought to the disk with it; every run lists them anew."""
        with _failures_told():
            self._connection.execute("INSERT OR REPLACE INTO inputs VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    def keep(self, outcome: Outcome, corrected: str = "") -> None:
        """What became of a content. ``corrected``: the digest of its corrections. What was kept of it under other keys
        is forgotten, since there is one report of it at a time."""
        row = asdict(outcome) | {"findings": json.dumps(outcome.findings)}
        marks = ", ".join("?" * (len(_COLUMNS) + 2))
        with _failures_told(), self._connection as connection:
            connection.execute("DELETE FROM outcomes WHERE sha256 = ?", (outcome.sha256,))
            connection.execute(
                f"INSERT OR REPLACE INTO outcomes (reading, limits, {', '.join(_COLUMNS)}) VALUES ({marks})",  # noqa: S608
                (self._key(corrected), self._limits, *(row[name] for name in _COLUMNS)),
            )

    def _key(self, corrected: str) -> str:
        return f"{self._reading}+{corrected}" if corrected else self._reading

    def done(self, sha256: str, documents: Path, *, retry_failed: bool, corrected: str = "") -> Outcome | None:
        """The outcome of a content, if it need not be read again: its report stands as written, or it failed for a
        reason of its own under the same limits."""
        row = self._connection.execute(
            "SELECT * FROM outcomes WHERE sha256 = ? AND reading = ?", (sha256, self._key(corrected))
        ).fetchone()
        if row is None or row["transient"]:
            return None
        if row["document_id"] is None:
            return _to_outcome(row) if row["limits"] == self._limits and not retry_failed else None
        path = documents / f"{row['document_id']}.json"
        whole = path.is_file() and path.stat().st_size == row["written"]
        return _to_outcome(row) if whole else None

    def forget(self) -> list[str]:
        """Forget all outcomes; return the ids of the reports that were written."""
        ids = [
            row[0] for row in self._connection.execute("SELECT document_id FROM outcomes WHERE document_id NOT NULL")
        ]
        with _failures_told(), self._connection as connection:
            connection.execute("DELETE FROM outcomes")
        return ids

    def entries(self) -> Iterator[Entry]:
        """The inputs of the last run in order, as far as it came."""
        rows = self._connection.execute(
            "SELECT i.path AS i_path, i.status AS i_status, i.reason AS i_reason, f.path AS i_first, o.*"
            " FROM inputs i LEFT JOIN inputs f ON f.run = i.run AND f.position = i.first"
            " JOIN runs r ON r.run = i.run"
            " LEFT JOIN outcomes o ON o.sha256 = i.sha256 AND substr(o.reading || '+', 1, length(r.reading) + 1)"
            " = r.reading || '+'"
            " WHERE i.run = (SELECT max(run) FROM runs) ORDER BY i.position"
        )
        for row in rows:
            if row["i_status"] is not None:
                yield Entry(row["i_path"], Outcome("", row["i_status"], row["i_reason"]))
            elif row["status"] is not None:
                yield Entry(row["i_path"], _to_outcome(row), row["i_first"])

    def last_run(self) -> dict[str, Any] | None:
        """The row of the last run; None where there was none."""
        row = self._connection.execute("SELECT * FROM runs ORDER BY run DESC LIMIT 1").fetchone()
        return dict(row) if row else None


@contextmanager
def open_journal(out: Path, reading: str, limits: str) -> Iterator[Journal]:
    """The journal of an output folder, made where there is none. Raises UsageError where it is damaged or of another
    layout, OutputError where it cannot be written."""
    path = out / FOLDER / NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, timeout=30)
    connection.row_factory = sqlite3.Row
    try:
        _prepare(connection, path)
        yield Journal(connection, reading, limits)
    finally:
        connection.close()


@contextmanager
def look_at_journal(out: Path) -> Iterator[Journal]:
    """The journal of an output folder for reading alone, also while a run writes it. Raises UsageError where nothing
    was converted into the folder."""
    path = out / FOLDER / NAME
    nothing = UsageError(f"{out}: prongsai convert wrote nothing there")
    if not path.is_file():
        raise nothing
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=30)
    connection.row_factory = sqlite3.Row
    try:
        yield Journal(connection, "", "")
    except sqlite3.DatabaseError as error:
        raise nothing from error
    finally:
        connection.close()


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA wal_autocheckpoint = 100")  # pages of 4 KB; the log of writes stays small
        layout = connection.execute("PRAGMA user_version").fetchone()[0]
        if layout not in (0, _LAYOUT):
            raise UsageError(f"{path}: written by another version; choose another folder, or remove .prongsai in it")
        connection.executescript(_TABLES + f"PRAGMA user_version = {_LAYOUT};")
    except sqlite3.OperationalError as error:
        raise OutputError(f"{path}: {error}") from error
    except sqlite3.DatabaseError as error:
        raise UsageError(f"{path}: damaged ({error}); remove .prongsai in the output folder and run again") from error


@contextmanager
def _failures_told() -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        raise OutputError(f"the journal cannot be written: {error}") from error


def _to_outcome(row: sqlite3.Row) -> Outcome:
    told = {name: row[name] for name in _COLUMNS} | {"transient": bool(row["transient"])}
    return Outcome(**told | {"findings": json.loads(row["findings"])})


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
