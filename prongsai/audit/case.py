"""A report on the bench: the records and the text they came from, and what several rules want to know of them."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

import regex

from extract.mentions import dates_of
from normalise.dates import DateMention
from prongsai.audit.board import Board
from prongsai.audit.passages import Passages
from schemas.document import Document
from schemas.place import PagePlace, Place, Provenance, TextPlace, as_list, one_or_all
from schemas.records import Report
from schemas.trace import Span

_SPACE = re.compile(r"[\s\u200b]+")


def squeeze(text: str) -> str:
    """The text without white space, as names are compared."""
    return _SPACE.sub("", text)


def first_place(provenance: Provenance | None) -> Place | None:
    """The first of several places."""
    if isinstance(provenance, list):
        return provenance[0] if provenance else None
    return provenance


@dataclass
class Case:
    """What the rules are asked about. Everything beyond the two is worked out when a rule first wants it."""

    report: Report
    document: Document

    @cached_property
    def text(self) -> str:
        """The clean text: Arabic digits, repaired, healed."""
        return self.document.text

    @cached_property
    def board(self) -> Board:
        """The scores, by agency and year."""
        return Board(self.report)

    @cached_property
    def passages(self) -> Passages:
        """Paragraphs and cells."""
        return Passages(self.document)

    @cached_property
    def dates(self) -> list[DateMention]:
        """Mentions of time that stay within one paragraph or cell."""
        return [found for found in dates_of(self.document) if "\t" not in found.raw]

    @cached_property
    def year(self) -> int | None:
        """The report's fiscal year, BE."""
        return self.report.report.fiscal_year.be if self.report.report.fiscal_year else None

    @property
    def is_recognised(self) -> bool:
        """The text was read off pictures, so that its letters and digits may be misread."""
        return self.report.source.reader == "ocr"

    def known(self) -> frozenset[str]:
        """Which needs of rules are met."""
        report, heading = self.report, self.report.report
        agency = heading.agency
        facts = {
            "agency": agency.name is not None,
            "contacts": sum(mention.kind in ("phone", "email", "url") for mention in report.mentions) > 1,
            "fiscal_year": heading.fiscal_year is not None,
            "measures": bool(report.measures),
            "places": agency.district is not None or any(word in self.text for word in ("อำเภอ", "อ.")),
            "scores": bool(report.scores),
            "text": bool(self.text),
        }
        return frozenset(need for need, met in facts.items() if met)

    def at(self, start: int, end: int) -> Provenance | None:
        """The place of an interval of the clean text."""
        places = self.document.locate(start, end)
        return one_or_all(places) if places else None

    def records_at(self, span: Span) -> list[str]:
        """The measure in one of whose cells an interval of the clean text stands, as a list of one or none."""
        place = first_place(self.at(*span))
        if isinstance(place, TextPlace):
            return self._measure_at(self._offset(place))
        if isinstance(place, PagePlace):
            return next(([ref] for ref, box in self._boxes if _holds(box, place)), [])
        return []

    def _measure_at(self, offset: int) -> list[str]:
        index = bisect_right(self._cells, offset, key=lambda cell: cell[0]) - 1
        return [self._cells[index][2]] if index >= 0 and offset < self._cells[index][1] else []

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in regex.finditer("\n", self.document.trace.raw))]

    def _offset(self, place: TextPlace) -> int:
        return self._line_starts[min(place.line, len(self._line_starts)) - 1] + place.column - 1

    @cached_property
    def _cells(self) -> list[tuple[int, int, str]]:
        """Raw intervals of the cells of measures, in order, where the source is a text."""
        found = [(ref, place) for ref, place in self._measure_places if isinstance(place, TextPlace)]
        return sorted((start := self._offset(place), start + place.length, ref) for ref, place in found)

    @cached_property
    def _boxes(self) -> list[tuple[str, PagePlace]]:
        return [(ref, place) for ref, place in self._measure_places if isinstance(place, PagePlace)]

    @cached_property
    def _measure_places(self) -> list[tuple[str, Place]]:
        return [
            (f"measures/{index}", place)
            for index, measure in enumerate(self.report.measures)
            for provenance in measure.provenance.values()
            for place in as_list(provenance)
        ]

    def table_of(self, provenance: Provenance | None) -> int:
        """The index among the report's tables of the one that a place lies in or behind; -1 before the first."""
        place = first_place(provenance)
        if place is None:
            return -1
        index = bisect_right(self._table_starts, _order(place), key=lambda start: start[0]) - 1
        return self._table_starts[index][1] if index >= 0 else -1

    @cached_property
    def _table_starts(self) -> list[tuple[tuple[float, float], int]]:
        return sorted(
            (_order(place), index) for index, table in enumerate(self.report.tables) for place in table.provenance
        )


def _order(place: Place) -> tuple[float, float]:
    return (place.page, place.bbox[1]) if isinstance(place, PagePlace) else (place.line, place.column)


def _holds(box: PagePlace, place: PagePlace) -> bool:
    x0, top, x1, bottom = box.bbox
    x, y = (place.bbox[0] + place.bbox[2]) / 2, (place.bbox[1] + place.bbox[3]) / 2
    return box.page == place.page and x0 <= x <= x1 and top <= y <= bottom
