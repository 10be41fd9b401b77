"""The run in one SQLite file: made from the documents of a run folder, and made again when they change.

Nothing in it is anybody's word: it may be deleted at any time. It is written beside its name and moved into place, so
that whoever reads sees a whole index. Counts that the overview shows are taken once, here, so that showing them costs
the same whether a run has ten documents or ten thousand.
"""

import hashlib
import json
import os
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from prongsai.batch.manifest import MANIFEST, read_manifest, report_ids
from prongsai.review.fields import Field, report_to_fields
from prongsai.review.store import Subject
from schemas.errors import UsageError

LAYOUT = 1  # of the tables below; an index of another layout is made again

_TABLES = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE documents (
    no INTEGER PRIMARY KEY, document_id TEXT UNIQUE NOT NULL, file TEXT NOT NULL, sha256 TEXT NOT NULL,
    name TEXT NOT NULL, path TEXT NOT NULL, status TEXT NOT NULL, reason TEXT, reader TEXT NOT NULL,
    media_type TEXT NOT NULL, pages INTEGER NOT NULL, title TEXT, kind TEXT, agency TEXT, agency_type TEXT,
    province TEXT, year INTEGER, measures INTEGER NOT NULL, scores INTEGER NOT NULL, fields INTEGER NOT NULL,
    errors INTEGER NOT NULL, warnings INTEGER NOT NULL, infos INTEGER NOT NULL);
CREATE TABLE fields (
    no INTEGER PRIMARY KEY, document INTEGER NOT NULL, path TEXT NOT NULL, kind TEXT NOT NULL,
    confidence TEXT NOT NULL, value TEXT NOT NULL, raw TEXT, places TEXT NOT NULL, page INTEGER NOT NULL,
    UNIQUE (document, path));
CREATE TABLE findings (
    no INTEGER PRIMARY KEY, document INTEGER NOT NULL, rule TEXT NOT NULL, severity TEXT NOT NULL,
    message_th TEXT NOT NULL, message_en TEXT NOT NULL, records TEXT NOT NULL, places TEXT NOT NULL);
CREATE INDEX findings_by_rule ON findings (rule, severity);
CREATE INDEX findings_by_severity ON findings (severity, document);
CREATE TABLE scores (
    document INTEGER NOT NULL, agency TEXT NOT NULL, year INTEGER, scope TEXT NOT NULL, what TEXT NOT NULL,
    score REAL NOT NULL, max_score REAL NOT NULL);
CREATE INDEX scores_by_agency ON scores (agency, year);
CREATE TABLE failed (path TEXT NOT NULL, status TEXT NOT NULL, reason TEXT);
CREATE INDEX documents_by_status ON documents (status);
CREATE INDEX documents_by_agency ON documents (agency, year);
CREATE INDEX documents_by_year ON documents (year);
CREATE TABLE strata (
    reader TEXT NOT NULL, kind TEXT NOT NULL, confidence TEXT NOT NULL, size INTEGER NOT NULL,
    PRIMARY KEY (reader, kind, confidence)) WITHOUT ROWID;
CREATE VIEW every_status AS SELECT status FROM documents UNION ALL SELECT status FROM failed;
CREATE TABLE counts (what TEXT NOT NULL, label TEXT NOT NULL, size INTEGER NOT NULL, PRIMARY KEY (what, label));
"""


def open_index(run: Path) -> sqlite3.Connection:
    """Open the index of a run folder for reading, made first where there is none or documents changed.

    Raises UsageError where the folder holds no documents of a run.
    """
    documents = run / "documents"
    if not documents.is_dir():
        raise UsageError(f"{run}: no documents/ there; a folder written by `prongsai convert` is wanted")
    path = run / ".prongsai" / "review-index.sqlite"
    stamp = run_stamp(run)
    if not _is_current(path, stamp):
        _build(run, path, stamp)
    return connect(path)


def connect(path: Path) -> sqlite3.Connection:
    """A connection that only reads; rows by name."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    return connection


def run_stamp(run: Path) -> str:
    """What changes when a document of the run is added, taken away or written again."""
    digest = hashlib.sha256()
    for entry in sorted(os.scandir(run / "documents"), key=lambda entry: entry.name):
        if entry.name.endswith(".json"):
            stat = entry.stat()
            digest.update(f"{entry.name}\x00{stat.st_size}\x00{stat.st_mtime_ns}\n".encode("utf-8", "surrogateescape"))
    manifest = run / MANIFEST
    if manifest.exists():
        digest.update(str(manifest.stat().st_mtime_ns).encode())
    return f"{LAYOUT}:{digest.hexdigest()}"


def _is_current(path: Path, stamp: str) -> bool:
    if not path.exists():
        return False
    connection = connect(path)
    try:
        row = connection.execute("SELECT value FROM about WHERE key = 'stamp'").fetchone()
    except sqlite3.DatabaseError:
        return False
    finally:
        connection.close()
    return row is not None and row["value"] == stamp


def _build(run: Path, path: Path, stamp: str) -> None:
    path.parent.mkdir(exist_ok=True)
    partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
    partial.unlink(missing_ok=True)
    connection = sqlite3.connect(partial)
    try:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _TABLES)
        for no, (file, report) in enumerate(_reports(run), 1):
            _add(connection, no, file, report)
        connection.executemany("INSERT INTO failed VALUES (?, ?, ?)", _failures(run))
        _count(connection)
        connection.execute("INSERT INTO about VALUES ('stamp', ?)", (stamp,))
        connection.commit()
    finally:
        connection.close()
    partial.replace(path)


def _reports(run: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for document_id in report_ids(run):
        path = run / "documents" / f"{document_id}.json"
        try:
            report = json.loads(path.read_text("utf-8"))
            report["document_id"], report["source"]["sha256"]
        except (ValueError, KeyError, TypeError) as error:
            raise UsageError(f"{path}: not a report of prongsai") from error
        yield path.name, report


def _failures(run: Path) -> Iterator[tuple[str, str, str | None]]:
    """Inputs that gave no document, by the manifest."""
    for entry in read_manifest(run):
        if not entry["document_id"]:
            yield entry["path"], entry["status"] or "crashed", entry.get("reason")


def _add(connection: sqlite3.Connection, no: int, file: str, report: dict[str, Any]) -> None:
    fields = report_to_fields(report)
    connection.execute(
        "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        _document_row(no, file, report, fields),
    )
    connection.executemany(
        "INSERT OR IGNORE INTO fields (document, path, kind, confidence, value, raw, places, page)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (no, each.path, each.kind, each.confidence, _json(each.value), each.raw, _json(each.places), each.page)
            for each in fields
        ),
    )
    connection.executemany(
        "INSERT INTO findings (document, rule, severity, message_th, message_en, records, places)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (_finding_row(no, finding) for finding in report.get("findings") or []),
    )
    connection.executemany("INSERT INTO scores VALUES (?, ?, ?, ?, ?, ?, ?)", _score_rows(no, report))


def _document_row(no: int, file: str, report: dict[str, Any], fields: list[Field]) -> tuple[Any, ...]:
    source, heading = report["source"], report.get("report") or {}
    agency, severities = heading.get("agency") or {}, Counter(each["severity"] for each in report.get("findings") or [])
    return (
        no, report["document_id"], file, source["sha256"], source["name"], source["path"], report["status"],
        report.get("reason"), source["reader"], source["media_type"], source["pages"], heading.get("title"),
        heading.get("kind"), agency.get("name"), agency.get("type"), agency.get("province"),
        (heading.get("fiscal_year") or {}).get("be"), len(report.get("measures") or []),
        len(report.get("scores") or []), len(fields), severities["error"], severities["warning"], severities["info"],
    )  # fmt: skip


def _finding_row(no: int, finding: dict[str, Any]) -> tuple[Any, ...]:
    places = finding.get("provenance") or []
    return (
        no, finding["rule"], finding["severity"], finding["message_th"], finding["message_en"],
        _json(finding.get("records") or []), _json(places if isinstance(places, list) else [places]),
    )  # fmt: skip


def _score_rows(no: int, report: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    own = ((report.get("report") or {}).get("agency") or {}).get("name")
    for score in report.get("scores") or []:
        agency, what = score.get("agency") or own, score.get("indicator_no") or score.get("instrument") or "overall"
        if agency and score.get("score") is not None:
            year, scope = score.get("fiscal_year_be"), score["scope"]
            yield no, agency, year, scope, str(what), score["score"], score.get("max_score") or 100


def _count(connection: sqlite3.Connection) -> None:
    connection.execute(
        "INSERT INTO strata SELECT d.reader, f.kind, f.confidence, count(*) FROM fields f"
        " JOIN documents d ON d.no = f.document GROUP BY 1, 2, 3"
    )
    for select in _COUNTS:
        connection.execute(f"INSERT INTO counts {select}")


_COUNTS: tuple[str, ...] = (
    "SELECT 'total', 'documents', count(*) FROM documents",
    "SELECT 'total', 'pages', coalesce(sum(pages), 0) FROM documents",
    "SELECT 'total', 'fields', count(*) FROM fields",
    "SELECT 'total', 'findings', count(*) FROM findings",
    "SELECT 'total', 'failed', count(*) FROM failed",
    "SELECT 'status', status, count(*) FROM every_status GROUP BY status",
    "SELECT 'reader', reader, count(*) FROM documents GROUP BY reader",
    "SELECT 'year', coalesce(year, ''), count(*) FROM documents GROUP BY year",
    "SELECT 'agency_type', coalesce(agency_type, ''), count(*) FROM documents GROUP BY agency_type",
    "SELECT 'agency', coalesce(agency, ''), count(*) FROM documents GROUP BY agency ORDER BY 3 DESC, 2 LIMIT 12",
    "SELECT 'severity', severity, count(*) FROM findings GROUP BY severity",
    "SELECT 'rule', rule, count(*) FROM findings GROUP BY rule",
)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class Subjects:
    """Values of the run as verdicts are about them."""

    def __init__(self, index: sqlite3.Connection) -> None:
        self._index = index

    def find(self, document_id: str, path: str) -> Subject | None:
        """One field of one document; None where the run does not have it."""
        rows = self._index.execute(_SUBJECTS + " WHERE d.document_id = ? AND f.path = ?", (document_id, path))
        row = rows.fetchone()
        return _subject(row) if row else None

    def of_document(self, document_id: str) -> list[Subject]:
        """All fields of a document, in the order of its records."""
        return [
            _subject(row)
            for row in self._index.execute(_SUBJECTS + " WHERE d.document_id = ? ORDER BY f.no", (document_id,))
        ]


_SUBJECTS = (
    "SELECT d.sha256, d.path AS source, d.document_id, f.path, f.kind, f.value, f.raw, f.places FROM fields f"
    " JOIN documents d ON d.no = f.document"
)


def _subject(row: sqlite3.Row) -> Subject:
    return Subject(
        row["sha256"], row["source"], row["document_id"], row["path"], row["kind"], json.loads(row["value"]),
        row["raw"], json.loads(row["places"]),
    )  # fmt: skip
