"""The parts of a report that account for the reading itself: tables as read, pages, repairs."""

from collections import Counter

from extract.belief import unveil
from extract.tables.sheet import Sheet
from normalise.digits import to_arabic
from normalise.repair import Repair as Mended
from prongsai.report import Report
from schemas.document import Document
from schemas.place import one_or_all
from schemas.records import PageVerdict, Repair, TableRecord
from schemas.trace import Edit

LONGEST_EXAMPLE = 60


def table_records(document: Document, sheets: list[Sheet]) -> list[TableRecord]:
    """Every sheet as a record: header and body in clean text, the role of each column, where its parts stand."""
    return [
        TableRecord(
            kind=sheet.kind,
            pages=sheet.pages,
            header=[[document.read(cell) for cell in row] for row in sheet.header],
            rows=[[document.read(cell) for cell in row.cells] for row in sheet.rows],
            roles=sheet.roles,
            provenance=[place for part in sheet.parts for place in document.locate_cell(part.rows[0][0])[:1]],
        )
        for sheet in sheets
    ]


def page_verdicts(document: Document) -> list[PageVerdict]:
    """How well each page could be read."""
    return [
        PageVerdict(page=page.number, reader=page.reader, quality=page.quality, figures=page.figures)
        for page in document.pages
    ]


def repair_records(document: Document, mended: list[Mended]) -> list[Repair]:
    """Repairs of damaged text as the repairers tell them, and healed line wraps counted together."""
    records = []
    for item in mended:
        place = one_or_all(document.places.locate(*item.span))
        records.append(Repair(rule=item.rule, before=item.before, after=item.after, count=item.count, provenance=place))
    return records + _wraps(document) + _numbers(document)


def _numbers(document: Document) -> list[Repair]:
    """Numbers of scans that were believed otherwise than the reader guessed."""
    if document.readings is None:
        return []
    records = []
    for belief in document.readings.beliefs:
        before = to_arabic(document.trace.raw[slice(*belief.reading.span)])
        if belief.state != "unread" and before != belief.text:
            place = one_or_all(document.places.locate(*belief.reading.span))
            records.append(Repair(rule="scan-number", before=before, after=belief.text, count=1, provenance=place))
    return records


def without_veil(report: Report) -> Report:
    """The report with the digits of unread numbers back in its texts, as guessed: no value was read from them."""
    return Report.model_validate_json(unveil(report.model_dump_json()))


def _wraps(document: Document) -> list[Repair]:
    number = next((number for number, step in enumerate(document.trace.steps) if step.rule == "wrap"), None)
    if number is None:
        return []
    step = document.trace.steps[number]
    kinds = Counter(edit.new for edit in step.edits)
    records = []
    for new, count in kinds.items():
        first = next(edit for edit in step.edits if edit.new == new)
        at = _after_step(document, number, first)
        place = one_or_all(document.locate(at, at + 1))
        records.append(Repair(rule="wrap", before=" ", after=new, count=count, provenance=place))
    return records


def _after_step(document: Document, number: int, edit: Edit) -> int:
    """Where in the final text the character before the edit of a step stands; later steps only change numbers."""
    at = max(0, edit.start - 1)
    for step in document.trace.steps[number:]:
        at += sum(len(other.new) - (other.end - other.start) for other in step.edits if other.end <= at + 1)
    return max(0, at)
