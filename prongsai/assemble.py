"""The parts of a report that account for the reading itself: tables as read, pages, repairs."""

from collections import Counter

from extract.tables.sheet import Sheet
from normalise.repair import Repair as Mended
from schemas.document import Document
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
        places = document.places.locate(*item.span)
        records.append(
            Repair(
                rule=item.rule, before=item.before, after=item.after, count=item.count,
                provenance=places[0] if len(places) == 1 else places,
            )
        )  # fmt: skip
    return records + _wraps(document)


def _wraps(document: Document) -> list[Repair]:
    step = next((step for step in document.trace.steps if step.rule == "wrap"), None)
    if step is None:
        return []
    kinds = Counter(edit.new for edit in step.edits)
    records = []
    for new, count in kinds.items():
        first = next(edit for edit in step.edits if edit.new == new)
        at = _after_step(document, first)
        places = document.locate(at, at + 1)
        records.append(
            Repair(
                rule="wrap", before=" ", after=new, count=count, provenance=places[0] if len(places) == 1 else places
            )
        )
    return records


def _after_step(document: Document, edit: Edit) -> int:
    """Where in the final text the character before the edit stands; wraps are the last step and only ever shorten."""
    step = document.trace.steps[-1]
    shift = sum(len(other.new) - (other.end - other.start) for other in step.edits if other.end <= edit.start)
    return max(0, edit.start - 1 + shift)
