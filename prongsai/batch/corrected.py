"""Persons' corrections in a run: which content they touch, and what became of each.

A correction that no longer fits is told three times: in ``corrections`` of its report with its state and reason, as a
line of run.log, and in the counts at the end. Its report needs review.
"""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from prongsai.batch.document import Outcome
from prongsai.batch.manifest import log_failure
from schemas.corrections import Overlay, OverlayItem

ELSEWHERE, UNREAD = "elsewhere", "unread"  # of sources that are not in the run, or gave no report


class Corrected:
    """The corrections of a run by the content they are for."""

    def __init__(self, overlay: Overlay | None) -> None:
        self._items: dict[str, list[OverlayItem]] = defaultdict(list)
        for item in overlay.corrections if overlay else ():
            self._items[item.sha256].append(item)

    def of(self, sha256: str) -> tuple[OverlayItem, ...]:
        """The corrections for one content."""
        return tuple(self._items.get(sha256, ()))

    def key(self, sha256: str) -> str:
        """The same for equal corrections of one content; "" where there are none."""
        items = self.of(sha256)
        told = json.dumps(sorted(item.model_dump_json() for item in items))
        return hashlib.sha256(told.encode()).hexdigest()[:16] if items else ""

    def contents(self) -> Iterator[tuple[str, int]]:
        """Every content that has corrections, and how many."""
        for sha256, items in self._items.items():
            yield sha256, len(items)


def tell_corrections(out: Path, report: Path, *, log: bool) -> Counter[str]:
    """How many corrections of a written report have which state. ``log``: those that do not fit go to the run's log.

    Raises OutputError.
    """
    told: dict[str, Any] = json.loads(report.read_text("utf-8"))
    source, states = told["source"], Counter[str]()
    for each in told.get("corrections") or []:
        states[each["state"]] += 1
        if log and each["state"] not in ("applied", "agreed"):
            detail = f"correction of {each['path']} by {each['auditor']}, {each['at']}"
            log_failure(out, source["path"], Outcome(source["sha256"], told["status"], each["reason"], detail=detail))
    return states
