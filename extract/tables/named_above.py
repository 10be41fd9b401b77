"""Tables of steps whose measure stands above them: "มาตรการที่ 2 ..." as the last line before, or over their rows.

Such a table has a column of steps and none of measures. It becomes a table of measures like any other: the name is a
cell merged over the rows it stands above.
"""

import re

from extract.tables.columns import heading_of
from extract.tables.labels import MEASURE
from extract.tables.rows import section_of
from extract.tables.sheet import Row, Sheet
from schemas.document import Cell, Document
from schemas.trace import Span

_NAME = re.compile(r"[\s*#•-]*(?:มาตรการ|โครงการ|กิจกรรม)\s?(?:ที่\s?)?\d{1,2}(?!\d)[\s.:)]*[^\s\d.,)].*", re.DOTALL)
_NO_NAME = re.compile(r"คะแนน|ร้อยละ|ดังนี้|ดังต่อไปนี้|ดังตาราง|มีรายละเอียด")
_LONGEST = 240  # characters of a name


def name_above_steps(document: Document, sheet: Sheet) -> None:
    """Give a sheet of steps the column of measures that stand above its rows; any other sheet stays as it is."""
    if sheet.roles.count("measure") != 1 or not sheet.header:
        return
    steps = sheet.roles.index("measure")
    heading = heading_of(sheet.labels[steps])
    if heading is None or heading.role != "steps":
        return
    name = sheet.context[-1].span if sheet.context and _names(document, sheet.context[-1].span) else None
    named = _named_rows(document, sheet, steps, name)
    if not named or any(span is None for _, span in named):
        return
    if name:
        sheet.context = sheet.context[:-1]
    sheet.rows = _with_names([(row, span) for row, span in named if span])
    sheet.header = [[Cell(((row[0].spans[0][0],) * 2,)), *row] for row in sheet.header]
    sheet.labels, sheet.heads = [MEASURE, *sheet.labels], [[MEASURE], *sheet.heads]
    sheet.roles = [
        "measure",
        *("steps" if n == steps else None if r == "seq" else r for n, r in enumerate(sheet.roles)),
    ]


def _names(document: Document, span: Span) -> bool:
    text = document.text[slice(*span)].strip()
    return len(text) <= _LONGEST and _NAME.fullmatch(text) is not None and not _NO_NAME.search(text)


def _named_rows(document: Document, sheet: Sheet, steps: int, name: Span | None) -> list[tuple[Row, Span | None]]:
    """The rows of steps, each with the name it stands under; rows that hold such a name are left out."""
    named: list[tuple[Row, Span | None]] = []
    for row in sheet.rows:
        texts = [document.read(cell).strip() for cell in row.cells]
        title = section_of(row, texts, steps)
        cell = next((cell for cell, text in zip(row.cells, texts, strict=True) if text), None)
        if title and cell and len(cell.spans) == 1 and _names(document, cell.spans[0]):
            name = cell.spans[0]
        elif any(texts):
            named.append((row, name))
    return named


def _with_names(named: list[tuple[Row, Span]]) -> list[Row]:
    spans = [span for _, span in named]
    rows = []
    for nth, (row, span) in enumerate(named):
        first = nth == 0 or spans[nth - 1] != span
        cell = Cell((span,), row_span=spans.count(span), inherited=not first)
        rows.append(Row([cell, *row.cells], row.page))
    return rows
