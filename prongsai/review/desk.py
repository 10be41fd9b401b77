"""The desk: one run folder, one file of verdicts, and what the pages need of both."""

import json
import sqlite3
import threading
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prongsai.review.fields import Field, report_to_fields
from prongsai.review.index import Subjects, connect, open_index
from prongsai.review.render import Renderer
from prongsai.review.standing import Standing, by_path, standing
from prongsai.review.store import Entry, Store, Subject

_KEPT = 8  # reports in memory


@dataclass(frozen=True, slots=True)
class Opened:
    """A document with its report, its judged fields, the verdicts on its source, and what stands for each path.

    Report and fields are shared between requests: nobody changes them.
    """

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
        self._kept: OrderedDict[tuple[str, int, int], tuple[dict[str, Any], list[Field]]] = OrderedDict()
        self._lock = threading.Lock()

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
        return self._read(self.run / "documents" / row["file"])[0]

    def _read(self, path: Path) -> tuple[dict[str, Any], list[Field]]:
        """A report and its fields; the last ones are kept, since an auditor stays with a document for a while."""
        stat = path.stat()
        stamp = str(path), stat.st_mtime_ns, stat.st_size
        with self._lock:
            held = self._kept.get(stamp)
            if held is None:
                report = json.loads(path.read_text("utf-8"))
                held = self._kept[stamp] = report, report_to_fields(report)
            self._kept.move_to_end(stamp)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return held

    def open(self, document_id: str) -> Opened | None:
        """A document with its fields and what stands for them; None for an id the run does not have."""
        row = self.document(document_id)
        if row is None:
            return None
        report, fields = self._read(self.run / "documents" / row["file"])
        entries = self.store.on_source(report["source"]["sha256"], report["source"]["path"])
        opened = Opened(report, fields, entries, {})
        told = by_path(entries)
        for field in opened.fields:
            held = told.get(field.path)
            opened.standing[field.path] = standing(opened.subject(field), held) if held else None
        return opened

    def close(self) -> None:
        """End the process that draws pages."""
        self.renderer.close()
