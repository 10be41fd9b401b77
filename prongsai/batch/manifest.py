"""What a run says of itself: one line per input in manifest.jsonl, counts for the end, a log of what failed."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from prongsai import __version__
from prongsai.batch.document import Outcome
from prongsai.batch.files import output_error, write_whole
from prongsai.batch.journal import Entry
from schemas.records import SCHEMA_VERSION

MANIFEST, LOG = "manifest.jsonl", "run.log"
NEED_REVIEW = ("partial", "ok_no_text")  # statuses of reports that say less than their files


@dataclass(slots=True)
class Summary:
    """The counts of a run. inputs: all; converted: those with a report; duplicates: those whose bytes stood earlier in
    the list; resumed: those that were done by an earlier run; review: reports with warnings or not read whole.
    corrections: by their state (:class:`schemas.corrections.Correction`), "unread" where the source gave no report,
    "elsewhere" where it is not in the run."""

    inputs: int = 0
    converted: int = 0
    duplicates: int = 0
    resumed: int = 0
    review: int = 0
    by_status: Counter[str] = field(default_factory=Counter)
    corrections: Counter[str] = field(default_factory=Counter)

    def add(self, entry: Entry) -> None:
        """Count one input."""
        outcome = entry.outcome
        self.inputs += 1
        self.by_status[outcome.status] += 1
        self.converted += outcome.document_id is not None
        self.duplicates += entry.duplicate_of is not None
        self.review += needs_review(outcome)


def needs_review(outcome: Outcome) -> bool:
    """Whether a person should look at a report: it has warnings, or was not read whole."""
    return bool(outcome.warnings) or outcome.status in NEED_REVIEW


def write_manifest(out: Path, entries: Iterable[Entry]) -> tuple[Summary, list[str]]:
    """Write one line per input, in order; return the counts, and the ids of the reports in order of id."""
    summary, ids, lines = Summary(), set(), []
    for entry in entries:
        summary.add(entry)
        lines.append(json.dumps(to_line(entry), ensure_ascii=False) + "\n")
        if entry.outcome.document_id:
            ids.add(entry.outcome.document_id)
    write_whole(out / MANIFEST, "".join(lines).encode("utf-8"))
    return summary, sorted(ids)


def to_line(entry: Entry) -> dict[str, Any]:
    """One input as the manifest says it. ``seconds`` are of the run that read it."""
    outcome = entry.outcome
    return {
        "path": entry.path, "sha256": outcome.sha256 or None, "document_id": outcome.document_id,
        "status": outcome.status, "reason": outcome.reason, "reader": outcome.reader, "pages": outcome.pages,
        "warnings": outcome.warnings, "duplicate_of": entry.duplicate_of, "seconds": outcome.seconds,
        "tool_version": __version__, "schema_version": SCHEMA_VERSION,
    }  # fmt: skip


def read_manifest(out: Path) -> list[dict[str, Any]]:
    """The lines of a run's manifest; none where it has not been written."""
    path = out / MANIFEST
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line] if path.exists() else []


def report_ids(out: Path) -> list[str]:
    """Ids of the reports that the run's tables tell of, in their order.

    The folder also keeps reports of earlier runs, of files that have changed since or were not given again: they are
    no part of it. Without a manifest, as while the first run goes on, every report there is one.
    """
    named = {line["document_id"] for line in read_manifest(out)}
    present = sorted(path.stem for path in (out / "documents").glob("*.json"))
    return [document_id for document_id in present if document_id in named] if named else present


def log_failure(out: Path, path: str, outcome: Outcome) -> None:
    """Add a document that failed to the run's log, with what its reader said. Raises OutputError."""
    line = {
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
        "path": path,
        "sha256": outcome.sha256 or None,
        "status": outcome.status,
        "reason": outcome.reason,
        "detail": outcome.detail,
    }
    try:
        with (out / LOG).open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    except OSError as error:
        raise output_error(out / LOG, error) from error
