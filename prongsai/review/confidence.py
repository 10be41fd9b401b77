"""How sure the reading of a value was, as one word: the third coordinate of a stratum.

Of scans, what the reader says of a number goes first. Else the quality of the page it stands on. A warning or an error
among the findings that names the record makes any of these ``questioned``.

grade        meaning
agreed       a number on a scan that two engines read alike
settled      a number on a scan that the arithmetic of its table decided
unread       a number on a scan that stays null, both readings kept
clean        a page, or a text file, without damage
repaired     a page whose text had to be mended
doubtful     a page that may still be damaged
garbage      a page whose text layer is noise
none         a page without a text layer
questioned   a finding above info names the record
"""

from typing import Any, Protocol

GRADES = ("agreed", "settled", "unread", "clean", "repaired", "doubtful", "garbage", "none", "questioned")
_READINGS = ("belief", "reading", "readings")  # optional fields of a record or its evidence
_STATES = ("state", "status", "belief")


class _Placed(Protocol):
    @property
    def page(self) -> int: ...


class Grader:
    """Grades the values of one report."""

    def __init__(self, report: dict[str, Any]) -> None:
        self._report = report
        self._pages = {page["page"]: page["quality"] for page in report.get("pages") or []}
        self._questioned = {
            record
            for finding in report.get("findings") or []
            if finding["severity"] != "info"
            for record in finding.get("records") or []
        }
        self._read: dict[str, str | None] = {}

    def grade(self, record: str, placed: _Placed) -> str:
        """The grade of a value of ``record`` ("scores/7") that stands on ``placed.page``."""
        if record not in self._read:
            self._read[record] = self._reading(record)
        if read := self._read[record]:
            return read
        if record in self._questioned:
            return "questioned"
        return str(self._pages.get(placed.page, "clean"))

    def _reading(self, record: str) -> str | None:
        if not record.startswith("scores/"):
            return None
        score = self._report["scores"][int(record.split("/")[1])]
        for holder in (score, *(score.get("evidence") or [])):
            for name in _READINGS:
                if (told := _told(holder.get(name))) in GRADES:
                    return told
        return None


def _told(reading: Any) -> str | None:
    if isinstance(reading, dict):
        reading = next((reading[name] for name in _STATES if name in reading), None)
    return reading if isinstance(reading, str) else None
