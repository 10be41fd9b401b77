"""What the tests of the audit work on: documents and records made by hand, and one whole report without a fault."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from normalise.dates.eras import fiscal_year_span
from prongsai.audit import audit
from prongsai.pipeline import read_bytes
from schemas.document import Cell, Document, Line, Page, Table, TextPlaces
from schemas.place import TextPlace
from schemas.records import (
    Agency,
    Evidence,
    Finding,
    FiscalYear,
    Heading,
    IndicatorRef,
    Measure,
    Period,
    Report,
    Score,
    Source,
)
from schemas.trace import Trace

HERE = TextPlace(line=1, column=1, length=1)
OWN = "เทศบาลตำบลหนองแก้วมณี"


def document_of(text: str) -> Document:
    """A text as a document: a line with tabs is a row of a table, a blank line opens a gap."""
    page, at, gap = Page(1, []), 0, False
    for line in text.split("\n"):
        if "\t" in line:
            page.blocks.append(Table([[Cell((span,)) for span in _cells(line, at)]]))
        elif line:
            page.blocks.append(Line((at, at + len(line)), gap))
        gap = not line
        at += len(line) + 1
    return Document(Trace(text), [page], TextPlaces(text))


def _cells(line: str, at: int) -> list[tuple[int, int]]:
    spans = []
    for cell in line.split("\t"):
        spans.append((at, at + len(cell)))
        at += len(cell) + 1
    return spans


def report_of(**fields: Any) -> Report:
    """A report with what a test is about; ``name``, ``year``, ``kind`` and ``province`` go into the heading."""
    name, kind = fields.pop("name", OWN), fields.pop("agency_type", "เทศบาลตำบล")
    agency = Agency(name=name, type=kind, district=fields.pop("district", None), province=fields.pop("province", None))
    year = fields.pop("year", 2567)
    start, end = fiscal_year_span(year)
    heading = Heading(
        title=fields.pop("title", None),
        kind=fields.pop("kind", "results"),
        agency=agency,
        fiscal_year=FiscalYear(be=year, ce=year - 543, start=start, end=end),
        reporting_period=fields.pop("reporting_period", None),
    )
    reader = fields.pop("reader", "text")
    source = Source(name="x.txt", path="x.txt", sha256="", media_type="text/plain", reader=reader, pages=1, bytes=1)
    return Report(document_id="x", status="ok", source=source, report=heading, **fields)


def score(value: float | None, **fields: Any) -> Score:
    """A score of the report's own for 2567; ``no`` makes it an indicator's, ``instrument`` an instrument's."""
    no, instrument = fields.pop("no", None), fields.pop("instrument", None)
    year = fields.pop("year", 2567)
    raw = fields.pop("raw", f"{value:.2f}" if value is not None else "")
    evidence = fields.pop("evidence", [Evidence(origin="table", raw=raw, value=value, provenance=HERE)])
    return Score(
        scope="indicator" if no else "instrument" if instrument else "overall",
        indicator_no=no,
        indicator_name=f"ตัวชี้วัด {no}" if no else None,
        instrument=instrument,
        fiscal_year_be=year,
        fiscal_year_ce=year - 543 if year else None,
        score=value,
        evidence=evidence,
        **fields,
    )


def ten(values: Sequence[float | None], **fields: Any) -> list[Score]:
    """The ten indicators; None leaves one out."""
    return [score(value, no=no, **fields) for no, value in enumerate(values, 1) if value is not None]


def measure(seq: int | None = None, name: str = "จัดทำคู่มือ", **fields: Any) -> Measure:
    """A measure with somebody responsible and a result, unless told otherwise."""
    own: dict[str, Any] = {
        "responsible": ["กองคลัง"],
        "results": ["แล้วเสร็จ"],
        "raw": {"measure": name, "responsible": "กองคลัง", "results": "แล้วเสร็จ"},
        "provenance": {"measure": HERE},
    }
    period = fields.pop("period", None)
    if period:
        own["period"] = Period(raw=f"{period[0]} - {period[1]}", start=date(*period[0]), end=date(*period[1]))
    no = fields.pop("no", None)
    if no:
        own["indicator"] = IndicatorRef(no=no, name="")
    return Measure(id="m", seq=seq, measure=name, **own | fields)


def told(report: Report, text: str = "", *, rule: str | None = None) -> list[tuple[str, str]]:
    """The findings as (rule, severity), or those of one rule."""
    return [(f.rule, f.severity) for f in findings(report, text) if rule in (None, f.rule)]


def findings(report: Report, text: str = "") -> list[Finding]:
    return audit(report, document_of(text))


def alarms(text: str) -> dict[str, Finding]:
    """The first finding above info of each rule, for a whole text through the whole pipeline."""
    found = read_bytes(text.encode(), "x.txt").findings
    return {finding.rule: finding for finding in reversed(found) if finding.severity != "info"}


# A whole report of an agency that does not exist, with nothing wrong in it.
CLEAN = (Path(__file__).parent / "audit_clean_report.txt").read_text("utf-8")
