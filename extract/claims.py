"""What no record claims: text of measure and score tables that ended in no field of any record."""

import re
from collections.abc import Sequence

from extract.indicators import subject_of
from extract.levels import level_of
from extract.tables.columns import heading_of
from extract.tables.sheet import Sheet
from extract.tables.sheets import header_test
from schemas.document import Cell, Document
from schemas.place import as_list, one_or_all
from schemas.records import Entry, Measure, Score, Unclaimed

_LETTERS = re.compile(r"[^\W_]")
_NUMBER = re.compile(r"[+\-–−]?\d+(?:\.\d+)?")
_LONGEST_LABEL = 120


def unclaimed(
    document: Document, sheets: list[Sheet], measures: list[Measure], scores: list[Score], entries: Sequence[Entry] = ()
) -> list[Unclaimed]:
    """Cells of sheets of measures, scores and entries whose text is in no record, in order, each with its place.

    Headers and titles are claimed by the sheet itself; a cell of measures or entries by standing among the places of
    one, or by being its section; a cell of a score sheet by being evidence, or by naming what a score is of.
    """
    held = {place for measure in measures for places in measure.provenance.values() for place in as_list(places)}
    held |= {place for score in scores for item in score.evidence for place in as_list(item.provenance)}
    held |= {place for entry in entries for value in entry.values.values() for place in as_list(value.provenance)}
    named = {record.section for records in (measures, entries) for record in records} | {s.agency for s in scores}
    left: list[Unclaimed] = []
    for sheet in sheets:
        if sheet.kind == "other":
            continue
        heads_again = header_test(document, sheet)
        for row in sheet.rows:
            texts = [document.read(cell).strip() for cell in row.cells]
            again = heads_again(row.cells, texts)
            for column, cell in enumerate(row.cells):
                if cell.inherited or not _LETTERS.search(texts[column]):
                    continue
                text = " ".join(texts[column].split())
                if text in named:
                    continue
                known = _heads(sheet, column, text) if again else sheet.kind == "scores" and _labels(text, column)
                if not known and not held.issuperset(document.locate_cell(cell)):
                    left.append(_unclaimed(document, cell))
    return left


def _heads(sheet: Sheet, column: int, text: str) -> bool:
    """A heading said again, in the same words or in others for the same role; or the number of a column."""
    heading = heading_of(text)
    same = heading is not None and (heading.role == sheet.roles[column] or text in sheet.heads[column])
    return same or text.strip("() ").isdigit()


def _labels(text: str, column: int) -> bool:
    """What names the row of a score table, or is a value that no record took: full marks, a weight."""
    if (column == 0 and len(text) <= _LONGEST_LABEL) or _NUMBER.fullmatch(text):
        return True
    return subject_of(text) is not None or level_of(text) is not None


def _unclaimed(document: Document, cell: Cell) -> Unclaimed:
    return Unclaimed(text=document.read(cell).strip(), provenance=one_or_all(document.locate_cell(cell)))
