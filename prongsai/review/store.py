"""Verdicts of auditors in SQLite: a journal to which entries are only added.

An entry is a verdict on one value, or the taking back of an earlier entry. Nothing is ever changed or deleted (two
triggers refuse it), so that nothing is lost to a crash, to an undo or to another auditor; what stands is worked out
from the entries (:mod:`prongsai.review.standing`). Both answers are kept: what the machine gave, and the person's.

The file is opened with a write-ahead log and full synchronisation, each entry is one transaction, and a writer waits
for another: several auditors, and several servers, may work on one file. Each thread holds a connection of its own.
"""

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, get_args

from schemas.errors import UsageError

Verdict = Literal["right", "wrong", "unclear"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
_PATIENCE = 15_000  # milliseconds a writer waits for another

_TABLES = """
CREATE TABLE IF NOT EXISTS entries (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, auditor TEXT NOT NULL,
    undoes INTEGER REFERENCES entries (id),
    sha256 TEXT NOT NULL, source TEXT NOT NULL, document_id TEXT NOT NULL, path TEXT NOT NULL, kind TEXT NOT NULL,
    machine TEXT NOT NULL, raw TEXT, places TEXT NOT NULL,
    verdict TEXT, person TEXT, note TEXT, sample INTEGER);
CREATE INDEX IF NOT EXISTS entries_by_field ON entries (sha256, path);
CREATE INDEX IF NOT EXISTS entries_by_source ON entries (source, path);
CREATE UNIQUE INDEX IF NOT EXISTS entries_undone_once ON entries (undoes) WHERE undoes IS NOT NULL;
CREATE TRIGGER IF NOT EXISTS entries_stay BEFORE UPDATE ON entries
    BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END;
CREATE TRIGGER IF NOT EXISTS entries_kept BEFORE DELETE ON entries
    BEGIN SELECT RAISE(ABORT, 'entries are never deleted'); END;
CREATE TABLE IF NOT EXISTS samples (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, auditor TEXT NOT NULL, seed TEXT NOT NULL,
    plan TEXT NOT NULL, population TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS sample_items (
    sample INTEGER NOT NULL REFERENCES samples (id), position INTEGER NOT NULL, sha256 TEXT NOT NULL,
    document_id TEXT NOT NULL, path TEXT NOT NULL, reader TEXT NOT NULL, kind TEXT NOT NULL, confidence TEXT NOT NULL,
    PRIMARY KEY (sample, position)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS items_by_field ON sample_items (sha256, path);
CREATE TABLE IF NOT EXISTS claims (
    sample INTEGER NOT NULL, position INTEGER NOT NULL, auditor TEXT NOT NULL, until REAL NOT NULL,
    PRIMARY KEY (sample, position)) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Subject:
    """The value an entry is about, as the machine gave it. ``source`` is the path the run was given."""

    sha256: str
    source: str
    document_id: str
    path: str
    kind: str
    machine: Any
    raw: str | None
    places: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Entry:
    """A verdict in the journal. ``person`` is None where the auditor put nothing in place of the machine's value;
    ``corrected`` tells that from a correction to null."""

    id: int
    at: str
    auditor: str
    subject: Subject
    verdict: Verdict
    corrected: bool
    person: Any
    note: str | None
    sample: int | None


class Store:
    """The journal of verdicts and the samples drawn, in one file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._own = threading.local()
        try:
            with self.connection() as connection:
                connection.executescript(_TABLES)
        except sqlite3.DatabaseError as error:
            raise UsageError(f"{path}: cannot be opened as a file of verdicts: {error}") from error

    def connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        held: sqlite3.Connection | None = getattr(self._own, "connection", None)
        if held is None:
            held = sqlite3.connect(self.path, timeout=_PATIENCE / 1000)
            held.row_factory = sqlite3.Row
            held.execute("PRAGMA journal_mode = WAL")
            held.execute("PRAGMA synchronous = FULL")
            held.execute("PRAGMA foreign_keys = ON")
            self._own.connection = held
        return held

    def add(
        self, subject: Subject, auditor: str, verdict: Verdict, *, corrected: bool = False, person: Any = None,
        note: str | None = None, sample: int | None = None, at: str | None = None,
    ) -> int:  # fmt: skip
        """Add a verdict and return its number. ``person`` counts only where ``corrected``; ``at``: None, now."""
        said = _json(person) if corrected else None
        return self._insert(subject, auditor, (None, verdict, said, note, sample), at)

    def undo(self, entry: int, auditor: str) -> bool:
        """Take an entry back, by an entry that says so. False where it is not this auditor's, or taken back before."""
        found = self.find(entry)
        if found is None or found.auditor != auditor:
            return False
        try:
            self._insert(found.subject, auditor, (entry, None, None, None, found.sample))
        except sqlite3.IntegrityError:
            return False
        return True

    def _insert(self, subject: Subject, auditor: str, said: tuple[Any, ...], at: str | None = None) -> int:
        undoes, verdict, person, note, sample = said
        row = (
            at or now(), auditor, undoes, subject.sha256, subject.source, subject.document_id, subject.path,
            subject.kind, _json(subject.machine), subject.raw, _json(subject.places), verdict, person, note, sample,
        )  # fmt: skip
        with self.connection() as connection:
            cursor = connection.execute(
                "INSERT INTO entries (at, auditor, undoes, sha256, source, document_id, path, kind, machine, raw,"
                " places, verdict, person, note, sample) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row,
            )
        return int(cursor.lastrowid or 0)

    def find(self, entry: int) -> Entry | None:
        """A verdict by its number; None where there is none, or the number is that of an undo."""
        row = self.connection().execute("SELECT * FROM entries WHERE id = ? AND undoes IS NULL", (entry,)).fetchone()
        return _entry(row) if row else None

    def last_of(self, auditor: str) -> Entry | None:
        """The auditor's newest verdict that was not taken back."""
        return next(self._standing("e.auditor = ? ORDER BY e.id DESC LIMIT 1", (auditor,)), None)

    def on_source(self, sha256: str, source: str) -> list[Entry]:
        """Verdicts not taken back on a source, by its bytes or by its path, oldest first."""
        return list(self._standing("(e.sha256 = ? OR e.source = ?) ORDER BY e.id", (sha256, source)))

    def on_field(self, sha256: str, source: str, path: str) -> list[Entry]:
        """Verdicts not taken back on one field of a source, by its bytes or by its path, oldest first."""
        where = "e.path = ? AND (e.sha256 = ? OR e.source = ?) ORDER BY e.id"
        return list(self._standing(where, (path, sha256, source)))

    def all_standing(self) -> Iterator[Entry]:
        """Every verdict not taken back, oldest first."""
        return self._standing("1 ORDER BY e.id", ())

    def _standing(self, where: str, values: Iterable[Any]) -> Iterator[Entry]:
        select = (
            "SELECT e.* FROM entries e WHERE e.undoes IS NULL"
            " AND NOT EXISTS (SELECT 1 FROM entries u WHERE u.undoes = e.id) AND "
        )
        for row in self.connection().execute(select + where, tuple(values)):
            yield _entry(row)

    def count(self) -> int:
        """Entries in the journal, of all kinds."""
        return int(self.connection().execute("SELECT count(*) FROM entries").fetchone()[0])


def now() -> str:
    """The present moment in UTC, to the second, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _entry(row: sqlite3.Row) -> Entry:
    subject = Subject(
        row["sha256"], row["source"], row["document_id"], row["path"], row["kind"], json.loads(row["machine"]),
        row["raw"], json.loads(row["places"]),
    )  # fmt: skip
    corrected = row["person"] is not None
    person = json.loads(row["person"]) if corrected else None
    return Entry(
        row["id"], row["at"], row["auditor"], subject, row["verdict"], corrected, person, row["note"], row["sample"]
    )


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
