"""What no record claims: text of measure and score tables that ended in no field of any record."""

import regex

from extract.sheet import Sheet
from extract.sheets import heads_again
from schemas.document import Cell, Document
from schemas.records import Measure, Score, Unclaimed

_LETTERS = regex.compile(r"[\p{L}\p{N}]")


def unclaimed(document: Document, sheets: list[Sheet], measures: list[Measure], scores: list[Score]) -> list[Unclaimed]:
    """Cells of measure and score sheets whose text is in no record, in reading order, each with its place.

    Headers, titles and section rows are claimed by the sheet itself; a cell of a measure by its raw text; a cell of a
    score table by being evidence, or by naming what the scores of its row are of.
    """
    sections = {measure.section for measure in measures if measure.section}
    raws = {part for measure in measures for raw in measure.raw.values() for part in (raw, *raw.split("\n"))}
    others = {text for measure in measures for text in measure.other.values()}
    evidence = _evidence_keys(scores)
    left: list[Unclaimed] = []
    for sheet in sheets:
        for row in sheet.rows:
            if sheet.kind == "other" or heads_again(document, sheet, row.cells):
                continue
            for column, cell in enumerate(row.cells):
                text = document.read(cell).strip()
                if cell.inherited or not _LETTERS.search(text) or " ".join(text.split()) in sections:
                    continue
                if sheet.kind == "measures":
                    claimed = document.read_raw(cell) in raws or text in others or sheet.roles[column] == "month"
                else:
                    claimed = column == 0 or _is_evidence(document, cell, evidence) or _labels(text)
                if not claimed:
                    left.append(_unclaimed(document, cell, text))
    return left


def _labels(text: str) -> bool:
    from extract.indicators import subject_of
    from extract.levels import level_of

    return (
        subject_of(text) is not None
        or level_of(text) is not None
        or regex.fullmatch(r"[+\-–−]?\d+(?:\.\d+)?", text) is not None
    )


def _evidence_keys(scores: list[Score]) -> set[str]:
    return {str(item.provenance) for score in scores for item in score.evidence}


def _is_evidence(document: Document, cell: Cell, keys: set[str]) -> bool:
    places = document.locate(*cell.spans[0])
    return str(places[0] if len(places) == 1 else places) in keys


def _unclaimed(document: Document, cell: Cell, text: str) -> Unclaimed:
    places = document.locate_cell(cell)
    return Unclaimed(text=text, provenance=places[0] if len(places) == 1 else places)
