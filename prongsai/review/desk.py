"""The desk: one run folder, one file of verdicts, and what the pages need of both."""

import json
import sqlite3
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prongsai.review.fields import Field, report_to_fields
from prongsai.review.index import Subjects, connect, open_index
from prongsai.review.render import Renderer
from prongsai.review.standing import Standing, by_path, standing
from prongsai.review.store import Entry, Store, Subject


@dataclass(frozen=True, slots=True)
class Opened:
    """A document with its report, its judged fields, the verdicts on its source, and what stands for each path."""

    report: dict[str, Any]
    fields: list[Field]
    entries: list[Entry]
    standing: dict[str, Standing | None]

    def subject(self, field: Field) -> Subject:
        """A field as verdicts are about it."""
        source = self.report["source"]
        return Subject(
            source["sha256"], source["path"], self.report["document_id"], field.path, field.kind, field.value,
            field.raw, field.places,
        )  # fmt: skip

    def find(self, path: str | None) -> Field | None:
        """A field by its path."""
        return next((field for field in self.fields if field.path == path), None)


class Desk:
    """What all pages share. Each thread reads the index through a connection of its own."""

    def __init__(self, run: Path, verdicts: Path, auditor: str) -> None:
        self.run, self.auditor = run, auditor
        open_index(run).close()
        self.store = Store(verdicts)
        self.renderer = Renderer()
        self._own = threading.local()

    def index(self) -> sqlite3.Connection:
        """This thread's connection to the index."""
        held: sqlite3.Connection | None = getattr(self._own, "index", None)
        if held is None:
            held = connect(self.run / ".prongsai" / "review-index.sqlite")
            self._own.index = held
        return held

    def subjects(self) -> Subjects:
        """The values of the run, for verdicts."""
        return Subjects(self.index())

    def document(self, document_id: str) -> sqlite3.Row | None:
        """A document's row in the index; None for an id the run does not have."""
        row: sqlite3.Row | None = (
            self.index().execute("SELECT * FROM documents WHERE document_id = ?", (document_id,)).fetchone()
        )
        return row

    def report(self, document_id: str) -> dict[str, Any] | None:
        """The parsed JSON of a document. The file's name comes from the index, never from the request."""
        row = self.document(document_id)
        if row is None:
            return None
        report: dict[str, Any] = json.loads((self.run / "documents" / row["file"]).read_text("utf-8"))
        return report

    def open(self, document_id: str) -> Opened | None:
        """A document with its fields and what stands for them; None for an id the run does not have."""
        report = self.report(document_id)
        if report is None:
            return None
        entries = self.store.on_source(report["source"]["sha256"], report["source"]["path"])
        opened = Opened(report, report_to_fields(report), entries, {})
        told = by_path(entries)
        for field in opened.fields:
            held = told.get(field.path)
            opened.standing[field.path] = standing(opened.subject(field), held) if held else None
        return opened

    def close(self) -> None:
        """End the process that draws pages."""
        self.renderer.close()
