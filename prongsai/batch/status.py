"""What a run did, from its journal: counts, the slowest, what failed, what a person should look at."""

from collections import Counter
from pathlib import Path
from typing import Any

from prongsai.batch.journal import Entry, look_at_journal
from prongsai.batch.manifest import needs_review
from schemas.errors import UsageError

SHOWN = 10  # of each list


def run_to_status(folder: Path) -> dict[str, Any]:
    """The last run of an output folder as plain values.

    by_status counts inputs; by_reader, by_year_be and by_agency count reports, "-" those that name none; findings, how
    many reports have each rule. slowest, failed, review: the first :data:`SHOWN` of each. A run that is "running"
    though no process of it is left was killed. Raises UsageError where nothing was converted into the folder.
    """
    with look_at_journal(folder) as journal:
        run = journal.last_run()
        entries = list(journal.entries())
    if run is None:
        raise UsageError(f"{folder}: prongsai convert wrote nothing there")
    reports = [entry for entry in entries if entry.outcome.document_id and not entry.duplicate_of]
    failed = [entry for entry in entries if not entry.outcome.document_id]
    review = sorted((entry for entry in reports if needs_review(entry.outcome)), key=_most_warnings)
    return {
        "run": {name: run[name] for name in ("began", "ended", "state", "total", "tool")},
        "done": len(entries),
        "duplicates": sum(entry.duplicate_of is not None for entry in entries),
        "by_status": _counts(entry.outcome.status for entry in entries),
        "by_reader": _counts(entry.outcome.reader for entry in reports),
        "by_year_be": _counts(entry.outcome.year_be for entry in reports),
        "by_agency": _counts(entry.outcome.agency for entry in reports),
        "findings": _counts(rule for entry in reports for rule in entry.outcome.findings),
        "slowest": [_slow(entry) for entry in sorted(entries, key=_longest)[:SHOWN]],
        "failed": [_failed(entry) for entry in failed[:SHOWN]],
        "failures": len(failed),
        "review": [_review(entry) for entry in review[:SHOWN]],
        "reviews": len(review),
    }


def _counts(values: Any) -> dict[str, int]:
    """How often each value, the most frequent first, then by name."""
    counts = Counter("-" if value is None else str(value) for value in values)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _longest(entry: Entry) -> float:
    return -entry.outcome.seconds


def _most_warnings(entry: Entry) -> int:
    return -(entry.outcome.warnings or 0)


def _slow(entry: Entry) -> dict[str, Any]:
    return {"path": entry.path, "seconds": entry.outcome.seconds, "pages": entry.outcome.pages}


def _failed(entry: Entry) -> dict[str, Any]:
    return {"path": entry.path, "status": entry.outcome.status, "reason": entry.outcome.reason}


def _review(entry: Entry) -> dict[str, Any]:
    outcome = entry.outcome
    return {"path": entry.path, "status": outcome.status, "warnings": outcome.warnings, "findings": outcome.findings}
