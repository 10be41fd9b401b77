"""How sure the reading of a value was, as one word: the third coordinate of a stratum.

Of scans, what was said of the value's numbers goes first, the least sure of them. Else the quality of the page it
stands on. A warning or an error among the findings that names the record makes a page's grade ``questioned``.

grade        meaning
agreed       its numbers stand on a scan, and the two readings leave no doubt
settled      a number on a scan that the arithmetic of its table decided
unread       a number on a scan that nothing decided: no value, both readings kept
clean        a page, or a text file, without damage
repaired     a page whose text had to be mended
doubtful     a page that may still be damaged, or a text of a scan read with little confidence
garbage      a page whose text layer is noise
none         a page without a text layer
questioned   a finding above info names the record
"""

from typing import Any

GRADES = ("agreed", "settled", "unread", "clean", "repaired", "doubtful", "garbage", "none", "questioned")
_SURENESS = ("unread", "settled", "agreed")  # of readings, the least sure first


class Grader:
    """Grades the values of one report."""

    def __init__(self, report: dict[str, Any]) -> None:
        self._pages = {page["page"]: page["quality"] for page in report.get("pages") or []}
        self._questioned = {
            record
            for finding in report.get("findings") or []
            if finding["severity"] != "info"
            for record in finding.get("records") or []
        }

    def grade(self, record: str, page: int, readings: list[dict[str, Any]], *, doubtful: bool = False) -> str:
        """The grade of a value of ``record`` ("scores/7") on ``page`` with the readings of its numbers, if any."""
        states = {reading.get("state") for reading in readings}
        for state in _SURENESS:
            if state in states:
                return state
        if record in self._questioned:
            return "questioned"
        return "doubtful" if doubtful else str(self._pages.get(page, "clean"))
