"""Tables that go on over a page break: told from new ones, joined, and a row that the break cut in two made whole."""

import re

from extract.tables.columns import is_measure_header
from extract.tables.numbering import opens_with_number, reads_as_section
from extract.tables.sheet import Row, Sheet
from normalise.words.joints import speaks_for_wrap
from schemas.document import Cell, Document

_VALUE = re.compile(r"[+\-–−]?\d{1,3}(?:\.\d+)?%?|.*(?:25\d\d|(?<!\d)\d\d)\s*", re.DOTALL)
_RANGE = re.compile(r"[-–—]\s+\S|ถึง\s*\S")  # where a period goes on to its end
_RANGE_OF_DATES = re.compile(r"(?:[-–—]|ถึง)\s*\d{1,2}\s*(?:/|[ก-ฮ]\S*\.|\S*(?:คม|ยน|พันธ์))")
_OPEN_RANGE = re.compile(r".*\d.*(?:[-–—]|ถึง)\s*\d{0,2}\s*", re.DOTALL)  # where it breaks off before that, or its month
_DAY = re.compile(r"(?:.*[^\d.\s])?\s+\d{1,2}\s*|\d{1,2}\s*", re.DOTALL)  # where a date breaks off behind its day
_MONTH = re.compile(
    r"(?:มกรา|กุมภา|มีนา|เมษา|พฤษภา|มิถุนา|กรกฎา|สิงหา|กันยา|ตุลา|พฤศจิกา|ธันวา|[มกพสตธ]\.?[ก-ย]\.|เม\.ย\.|ม[ิี]\.?[คย]\.)"
)
_YEAR = re.compile(r"(?:คม|ยน|พันธ์)\s+\d\d\s*$")
_OPEN_END = re.compile(r"\d\D{0,12}(?:[-–—]|ถึง)\s*$")  # a period that has no end yet
_DATE = re.compile(r"\d{1,2}\s*(?:/|[ก-ฮ])|[ก-ฮเ][^\d]{1,10}\d{2}")
_YEAR_ALONE, _MONTH_LAST = re.compile(r"(?:25)?\d\d"), re.compile(r"(?:[ก-ฮ]\.|คม|ยน|พันธ์)$")
_ITEMS = re.compile(r"^\s*(?:(\d{1,2})[.)]|[(](\d{1,2})[)])(?!\d)", re.MULTILINE)
_ACROSS = 2.0  # evidence of a word across a break
_SIGNS, _GO_ON = 2, 0.4  # that a row goes on: at least so many, and a share of its cells
_OPEN_NUMBER = re.compile(r"\d{1,2}\.")
_LONGEST_VALUE = 40
# Roles whose cells are merged over rows because the rows share them.
_SHARED = frozenset({"indicator", "responsible", "period"})
_SAME_SIDE = 4.0  # points
_SAMPLE = 40  # rows that tell how a table is numbered


def goes_on(above: Sheet, below: Sheet) -> bool:
    """True where a table goes on with the one above: the same columns again, or as many columns and no header."""
    if not above.header:
        return False
    if below.header:
        same = ["".join(label.split()) for label in below.labels] == ["".join(label.split()) for label in above.labels]
        return same or (is_measure_header(above.roles, above.labels) and below.roles == above.roles)
    return below.width == above.width


def stands_under(above: Sheet, row: list[Cell]) -> bool:
    """The cells of a row have the sides of those that end a sheet on another page; False where no sides are known."""
    last = above.rows[-1].cells if above.rows else above.header[-1]
    if len(last) != len(row) or any(cell.col_span > 1 for cell in (*last, *row)):
        return False
    return all(_same_sides(one, two) for one, two in zip(last, row, strict=True))


def _same_sides(one: Cell, two: Cell) -> bool:
    if not (one.boxes and two.boxes):
        return False
    (page, (x0, _, x1, _)), (below, (left, _, right, _)) = one.boxes[-1], two.boxes[0]
    return page != below and abs(x0 - left) <= _SAME_SIDE and abs(x1 - right) <= _SAME_SIDE


def join(document: Document, above: Sheet, below: Sheet) -> None:
    """Put the rows of ``below`` under those of ``above``; its first row is made one with the last where it goes on."""
    rows = below.rows
    while len(rows) > 1 and _is_blank(document, rows[0]):
        rows = rows[1:]
    while len(above.rows) > 1 and _is_blank(document, above.rows[-1]):
        above.rows.pop()
    if rows and above.rows and _completes(document, above, rows[0]):
        above.rows[-1] = _merged(document, above.rows[-1], rows[0])
        rows = rows[1:]
    elif rows:
        rows[0].opens_page = True
    if above.rows and rows:
        _carry_merged(document, above, rows)
    above.rows += rows
    above.pages += [page for page in below.pages if page not in above.pages]
    above.parts += below.parts


def _is_blank(document: Document, row: Row) -> bool:
    return not any(document.read(cell).strip() for cell in row.cells)


def _carry_merged(document: Document, above: Sheet, rows: list[Row]) -> None:
    """A cell merged over rows, cut by a page break, stands blank on the new page: its rows there inherit it.

    Beside such a one, a cell over the same rows that is not blank is the rest of the one above it.
    """
    shared = [
        column for column, role in enumerate(above.roles) if role in _SHARED and _may_go_on(document, above, column)
    ]
    blank = [column for column in shared if _is_carried(document, above.rows[-1].cells[column], rows[0].cells[column])]
    spans = {(above.rows[-1].cells[column].row_span, rows[0].cells[column].row_span) for column in blank}
    for column in shared:
        cell, here = above.rows[-1].cells[column], rows[0].cells[column]
        if column in blank:
            whole = cell
        elif here.row_span > 1 and (cell.row_span, here.row_span) in spans:
            whole = _joined(document, cell, here)
            _put(above.rows, column, cell, whole)
        else:
            continue
        _put(rows, column, here, Cell(whole.spans, cell.row_span, cell.col_span, True, whole.boxes))


def _may_go_on(document: Document, above: Sheet, column: int) -> bool:
    cell = above.rows[-1].cells[column]
    return bool(cell.boxes) and cell.col_span == 1 and bool(document.read(cell).strip())


def _is_carried(document: Document, cell: Cell, below: Cell) -> bool:
    return not document.read(below).strip() and max(cell.row_span, below.row_span) > 1


def _put(rows: list[Row], column: int, cell: Cell, new: Cell) -> None:
    """Put a cell in the place of one that is merged over rows."""
    for row in rows:
        if row.cells[column].spans == cell.spans:
            row.cells[column] = new


def _completes(document: Document, above: Sheet, row: Row) -> bool:
    """True where a row behind a page break is the rest of the row before it.

    It puts no value under a value, nor a name and a value where the row before it has neither: that is a sum. It has no
    number where the rows are numbered; where they are not, it leaves columns blank that the row before it fills, the
    leading one or most of them. A row that names nothing itself goes on where no list counts on.
    """
    before = [document.read(cell).strip() for cell in above.rows[-1].cells]
    here = [document.read(cell).strip() for cell in row.cells]
    filled = [column for column, text in enumerate(before) if text]
    blank = [column for column in filled if not here[column]]
    if not any(here) or _is_section(row, here) or _is_section(above.rows[-1], before):
        return False
    if any(_is_value(before[c]) and _is_value(here[c]) and not _is_range(before[c], here[c]) for c in filled):
        return False
    if _is_sum(before, here):
        return False
    if before[0] and not here[0] and any(_is_date_cut(before[c], here[c]) for c in filled):
        return True
    key = next((c for c, role in enumerate(above.roles) if role in ("seq", "measure", "indicator")), 0)
    if _all_go_on(document, above, key, before, here):
        return True
    if _cut_number(above, before, here):
        return True
    if _is_numbered(document, above, key) and here[key]:
        return not opens_with_number(here[key])
    if not before[key] and not here[key]:
        return not any(text and (not before[c] or opens_with_number(text)) for c, text in enumerate(here))
    return bool(blank) and (not here[key] or len(blank) >= len(filled) / 2 >= 1.5)


def _cut_number(above: Sheet, before: list[str], here: list[str]) -> bool:
    """A number of two levels that a narrow cell cuts behind its point, and no name below that of its measure."""
    if "seq" not in above.roles or "measure" not in above.roles:
        return False
    seq, name = above.roles.index("seq"), above.roles.index("measure")
    return not here[name] and here[seq].isdigit() and _OPEN_NUMBER.fullmatch(before[seq]) is not None


def _is_range(above: str, below: str) -> bool:
    """A period that a page break cut before or behind its dash, or a date behind its day."""
    return bool(_RANGE.match(below) or _OPEN_RANGE.fullmatch(above)) or _is_date_cut(above, below)


def _is_date_cut(above: str, below: str) -> bool:
    """For sure one date or period, and not an item of a list behind a dash."""
    if _MONTH.match(below):
        return bool(_OPEN_RANGE.fullmatch(above) or (_DAY.fullmatch(above) and not _YEAR.search(above)))
    return _is_value(above) and _RANGE_OF_DATES.match(below) is not None


def _all_go_on(document: Document, above: Sheet, key: int, before: list[str], here: list[str]) -> bool:
    """Cells that tell one from the other that they are two halves, though no column is blank: two signs are enough.

    Nothing goes on where the row has a number of its own, or either has no name: what that means is told elsewhere.
    """
    if not (before[key] and here[key]) or (opens_with_number(here[key]) or _is_numbered(document, above, key)):
        return False
    signs = sum(_sign(role, before[c], here[c]) for c, role in enumerate(above.roles) if before[c] and here[c])
    return signs >= max(_SIGNS, _GO_ON * sum(map(bool, here)))


def _sign(role: str | None, above: str, below: str) -> int:
    """How surely a text goes on with the one above: 2 for a period broken off, 1 for a word across or the next item."""
    if role == "period" and ((_OPEN_END.search(above) and _DATE.match(below)) or _lacks_year(above, below)):
        return 2
    lists = [int(item[1] or item[2]) for item in _ITEMS.finditer(above)]
    first = _ITEMS.match(below)
    if first:
        return int(bool(lists) and int(first[1] or first[2]) == lists[-1] + 1)
    return int(speaks_for_wrap(f"{above}\n{below}", len(above), len(above) + 1, _ACROSS))


def _lacks_year(above: str, below: str) -> bool:
    """A month stands last, and nothing but a year below."""
    return _YEAR_ALONE.fullmatch(below) is not None and _MONTH_LAST.search(above) is not None


def _is_sum(before: list[str], here: list[str]) -> bool:
    """A name in the first column and a value, where the row before has neither."""
    named = bool(here[0]) and not before[0] and not _is_value(here[0])
    return named and any(_is_value(text) and not above for above, text in zip(before, here, strict=True))


def _is_value(text: str) -> bool:
    return 0 < len(text) <= _LONGEST_VALUE and _VALUE.fullmatch(text) is not None


def _is_section(row: Row, texts: list[str]) -> bool:
    """One merged cell over most of the row, or one text that reads so: a section's title, not the rest of a cell."""
    lone = [text for text in texts if text]
    if len(lone) == 1 and reads_as_section(lone[0]):
        return True
    return any(text and cell.col_span > len(texts) / 2 for cell, text in zip(row.cells, texts, strict=True))


def _is_numbered(document: Document, sheet: Sheet, key: int) -> bool:
    rows = [(row, [document.read(cell).strip() for cell in row.cells]) for row in sheet.rows[-_SAMPLE:]]
    keys = [texts[key] for row, texts in rows if texts[key] and not _is_section(row, texts)]
    return sum(1 for text in keys if opens_with_number(text)) >= 0.6 * len(keys) > 0


def _merged(document: Document, above: Row, below: Row) -> Row:
    cells = [_joined(document, a, b) for a, b in zip(above.cells, below.cells, strict=True)]
    return Row(cells, above.page)


def _joined(document: Document, above: Cell, below: Cell) -> Cell:
    """One cell of two: its parts in reading order, its boxes on both pages."""
    if below.inherited or not document.read(below).strip():
        return above
    spans = above.spans if document.read(above).strip() else ()
    return Cell((*spans, *below.spans), above.row_span, above.col_span, above.inherited, (*above.boxes, *below.boxes))
