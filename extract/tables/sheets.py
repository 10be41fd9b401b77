"""Tables to sheets: title rows set aside, headers of several rows read, tables that go on joined, columns given roles.

A sheet is one table as its author meant it, whatever pages and page breaks made of it.
"""

from collections.abc import Callable, Iterator

from extract.scope import is_in_scope, is_service_table
from extract.tables.beside import put_beside, stands_beside
from extract.tables.between import tables_with_lines
from extract.tables.columns import LONGEST_HEADING, Heading, assign_roles, heading_of, is_measure_header
from extract.tables.contents import (
    leave_years_of_prose,
    lists_are_steps,
    numbers_are_no_measures,
    one_period,
    results_of_quarters,
    roles_by_content,
    rows_are_numbered,
)
from extract.tables.forms import lines_to_forms
from extract.tables.halves import part_halves
from extract.tables.headers import find_header, header_labels, is_value
from extract.tables.joins import goes_on, join, stands_under
from extract.tables.months import month_columns
from extract.tables.named_above import name_above_steps
from extract.tables.numbering import reads_as_section, take_number
from extract.tables.sheet import Row, Sheet
from extract.tables.tabled_forms import table_to_form
from normalise.lists.status import is_status
from schemas.document import Cell, Document, Line, Table
from schemas.records import Role
from schemas.trace import Span

_MONTH = Heading("month", True, None)
_FORM_WIDTH = 2  # columns: a label, and what is said
_LEAST_DOUBLED = 2  # rows
_AHEAD = 16  # rows among which a header stands, if there is one


def document_to_sheets(document: Document) -> list[Sheet]:
    """Every table of a document as a sheet, in reading order; kinds "measures" and "other" are settled here."""
    sheets: list[Sheet] = []
    in_scope = is_in_scope(document)
    for page, table, above in tables_with_lines(document):
        lines = _take_forms(document, above.lines, sheets) if in_scope else [line for _, line in above.lines]
        if table is not None:
            _add_table(document, sheets, table, page, lines, above.again)
    for sheet in sheets:
        roles_by_content(document, sheet)
        lists_are_steps(document, sheet)
        numbers_are_no_measures(document, sheet)
        results_of_quarters(document, sheet)
        measures = in_scope and is_measure_header(sheet.roles, sheet.labels) and not is_service_table(document, sheet)
        sheet.kind = "measures" if measures else "other"
        if measures:
            name_above_steps(document, sheet)
            rows_are_numbered(document, sheet)
            leave_years_of_prose(document, sheet)
            one_period(sheet)
    return sheets


def _add_table(
    document: Document, sheets: list[Sheet], table: Table, page: int, lines: list[Line], again: set[Span]
) -> None:
    """Append the sheets of a table, or join them to the last one: what stands between stood somewhere ``again``."""
    news = [line for line in lines if line.span not in again]
    if not news and sheets and (whole := _form_over_pages(document, sheets[-1], table, page)):
        sheets[-1] = whole
        return
    open_above = sheets[-1] if sheets and not news and sheets[-1].header else None
    for sheet in _table_to_sheets(document, table, page, open_above):
        if sheets and not news and goes_on(sheets[-1], sheet) and not _opens_section(document, lines, sheet):
            join(document, sheets[-1], sheet)
        elif sheets and not news and stands_beside(sheets[-1], sheet):
            put_beside(sheets[-1], sheet)
        else:
            sheet.context = lines
            sheets.append(sheet)
        news, lines = [], []


def _opens_section(document: Document, lines: list[Line], sheet: Sheet) -> bool:
    """Below the title of a section, which a list has named before, rows that count from 1 are no rest of the table."""
    if not any(reads_as_section(document.text[slice(*line.span)]) for line in lines) or not sheet.rows:
        return False
    first = next((text for cell in sheet.rows[0].cells if (text := document.read(cell).strip())), "")
    return first == "1" or take_number(first)[0] == 1


def _form_over_pages(document: Document, above: Sheet, table: Table, page: int) -> Sheet | None:
    """The form that a table is the rest of, cut by the page break behind the sheet ``above``; None for any other."""
    if page == above.pages[-1] or not above.parts or {table.width, above.parts[-1].width} != {_FORM_WIDTH}:
        return None
    form = table_to_form(document, [*above.parts, table], above.pages[0])
    if form:
        form.context = above.context
    return form


def _take_forms(document: Document, lines: list[tuple[int, Line]], sheets: list[Sheet]) -> list[Line]:
    """Append the forms among lines of prose to the sheets; return the lines behind the last of them."""
    for sheet, between in lines_to_forms(document, lines):
        if sheet is None:
            return between
        sheet.context = between
        sheets.append(sheet)
    return []


def _table_to_sheets(document: Document, table: Table, page: int, above: Sheet | None) -> Iterator[Sheet]:
    """One table to one sheet, or to several where a header with other columns stands in its midst.

    ``above`` is the sheet that nothing stands between: where its columns are those of the table, a first row that reads
    like other headings is the rest of a row that the page break cut in two.
    """
    if form := table_to_form(document, [table], page):
        yield form
        return
    for part in part_halves(document, table):
        yield from _part_to_sheets(document, part, page, above, table)


def _part_to_sheets(document: Document, table: Table, page: int, above: Sheet | None, whole: Table) -> Iterator[Sheet]:
    """The sheets of a table, or of what stands beside another in the table ``whole``."""
    start = 0
    while start < len(table.rows):
        first, last = find_header(document, table.rows[start : start + _AHEAD], table.header_rows if start == 0 else 0)
        header = table.rows[start + first : start + last]
        goes_under = header and start == 0 and above and stands_under(above, header[0])
        if goes_under and above and not _heads_as(document, above, header):
            first, last, header = 0, 0, []
        titles = [_first_text(document, row) for row in table.rows[start : start + first]]
        parts = header_labels(document, header, table.width)
        labels = [" ".join(part) for part in parts]
        months = month_columns(parts)
        headings = [_MONTH if column in months else _heading(part) for column, part in enumerate(parts)]
        body, stop = start + last, _next_header(document, table, max(start + last, start + 1), headings)
        doubled = _doubled(table.rows[start + first : stop])
        headings = [None if column in doubled else heading for column, heading in enumerate(headings)]
        yield Sheet(
            header=header,
            rows=[Row(cells, page) for cells in table.rows[body:stop]],
            labels=labels,
            roles=assign_roles(headings),
            pages=[page],
            heads=parts,
            titles=[cell for cell in titles if cell],
            parts=[whole],
        )
        start = stop


def _doubled(rows: list[list[Cell]]) -> set[int]:
    """Columns whose cells are all those of the column left of them: another table of the grid parts these."""
    if len(rows) < _LEAST_DOUBLED:
        return set()
    first = [column for column, cell in enumerate(rows[0]) if cell.inherited and cell.col_span > 1]
    return {column for column in first if all(row[column].spans == row[column - 1].spans for row in rows)}


def _heads_as(document: Document, above: Sheet, header: list[list[Cell]]) -> bool:
    """The header says what the one above says, of half the columns at least, or names months."""
    parts = header_labels(document, header, above.width)
    same = sum("".join(here).split() == "".join(there).split() for here, there in zip(parts, above.heads, strict=True))
    return same >= above.width / 2 or bool(month_columns(parts))


def _heading(parts: list[str]) -> Heading | None:
    """What a label of several rows says: the lowest part, which divides the one above it, before the whole.

    Under a heading of status, a statement of completion heads a column of ticks. A weak word decides only alone.
    """
    if not parts:
        return None
    lowest, whole = heading_of(parts[-1]), heading_of(" ".join(parts))
    if len(parts) > 1 and is_status(parts[-1]):
        return Heading("status", True, None)
    return lowest if lowest and (lowest.strong or not whole) else whole


def _first_text(document: Document, row: list[Cell]) -> Cell | None:
    return next((cell for cell in row if document.read(cell).strip()), None)


def _next_header(document: Document, table: Table, start: int, headings: list[Heading | None]) -> int:
    """Index of the next row that is a measure header with roles other than those in force, or the table's end."""
    known = assign_roles(headings)
    for index in range(start, len(table.rows)):
        row = table.rows[index]
        if row_is_header(document, row) and _roles_of(document, row) != known:
            return index
    return len(table.rows)


def _roles_of(document: Document, row: list[Cell]) -> list[Role | None]:
    return assign_roles([heading_of(document.read(cell)) for cell in row])


def row_is_header(document: Document, row: list[Cell]) -> bool:
    """True for a row of headings of a measure table: short cells, most of them known, of two roles at least.

    What a measure is about may share its words with headings ("การใช้งบประมาณ"); a number before it tells, and that such
    a row heads no whole table and leaves columns blank.
    """
    return _reads_as_header(row, [document.read(cell).strip() for cell in row])


def _reads_as_header(row: list[Cell], texts: list[str]) -> bool:
    own = [text for cell, text in zip(row, texts, strict=True) if text and not cell.inherited]
    if len(own) < 2 or max(map(len, own)) > LONGEST_HEADING:
        return False
    if any(map(is_value, own)):
        return False
    headings = [heading for text in own if (heading := heading_of(text))]
    if len(headings) < 0.6 * len(own):
        return False
    strong = {heading.role for heading in headings if heading.strong and heading.role != "ignore"}
    sure = len(strong) >= 3 or (len(strong) == 2 and "measure" in strong and texts.count("") <= 0.4 * len(row))
    return sure and is_measure_header(assign_roles(list(map(heading_of, texts))), texts)


def header_test(document: Document, sheet: Sheet) -> Callable[[list[Cell], list[str]], bool]:
    """A test for rows of the sheet's body, given with the texts of their cells, white space round them left out.

    It is true for a header: the sheet's own said again, or one in other words.
    """
    headers = [[document.read(cell).split() for cell in header] for header in sheet.header]

    def heads_again(row: list[Cell], texts: list[str]) -> bool:
        again = any(_says_again(header, row, texts) for header in headers)
        return again or _numbers_columns(texts) or _reads_as_header(row, texts)

    return heads_again


def _says_again(header: list[list[str]], row: list[Cell], texts: list[str]) -> bool:
    """Where a rule is missing below a heading, its cell runs on into the rows beneath."""
    for heading, cell, text in zip(header, row, texts, strict=True):
        words = text.split()
        if heading != words and not (cell.row_span > 1 and words[: len(heading)] == heading != []):
            return False
    return True


def _numbers_columns(texts: list[str]) -> bool:
    """True for a row of nothing but 1, 2, 3 ...: forms number their columns below the headings."""
    if len(texts) < 3 or texts[0].strip(" ()") != "1":
        return False
    return [text.strip(" ()") for text in texts] == [str(number) for number in range(1, len(texts) + 1)]
