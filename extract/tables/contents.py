"""What a column holds, told by its cells: for headings that the vocabulary does not know, or that say another thing."""

import regex

from extract.tables.columns import heading_of
from extract.tables.numbering import opens_with_number
from extract.tables.sheet import Sheet
from normalise.lists import items
from schemas.document import Document
from schemas.records import Role

_CONTENT_SHARE = 0.6
_BEGINS = regex.compile(r"เริ่ม|ตั้งแต่|จาก|start|from", regex.IGNORECASE)
_ENDS = regex.compile(r"สิ้นสุด|ถึง|เสร็จ|end|to\b", regex.IGNORECASE)
_THAI, _TOLD = regex.compile(r"[ก-ฮ]"), 6  # letters of a text that is no mark and no name of a month
_COUNT = regex.compile(r"[\d,.\s-]+(?:เรื่อง|คน|ครั้ง|ราย|บาท)?")
_NTH = regex.compile(r"[(]?(\d{1,3})[.)]?")
_PROSE = 20  # characters without a digit that are no period


def role_of_cells(texts: list[str], share: float) -> Role | None:
    """Return the role that at least ``share`` of the cells plainly show, or None.

    Only what cannot be mistaken is told so: periods, responsible units and statements of completion.
    """
    if len(texts) < 2:
        return None
    from normalise.dates.periods import parse_period
    from normalise.lists.splitting import is_unit
    from normalise.lists.status import is_status

    def most(holds: list[bool]) -> bool:
        return sum(holds) >= share * len(texts)

    short = [text for text in texts if len(text) <= 60]
    if len(short) < share * len(texts):
        return None
    if most([parse_period(text, 2500).start is not None for text in short]):
        return "period"
    if most([is_status(text) for text in short]):
        return "status"
    return "responsible" if most([is_unit(text) for text in short]) else None


def _texts(document: Document, sheet: Sheet, *columns: int) -> list[str]:
    """What the cells of columns hold, row by row, without the blank ones and those that cover several columns."""
    cells = (row.cells[column] for row in sheet.rows for column in columns)
    return [text for cell in cells if cell.col_span == 1 and (text := document.read(cell).strip())]


def roles_by_content(document: Document, sheet: Sheet) -> None:
    """Give a role to a column with a new heading where most of its cells say plainly what they are."""
    missing = [
        column for column, role in enumerate(sheet.roles) if role is None and heading_of(sheet.labels[column]) is None
    ]
    if not missing or "measure" not in sheet.roles or not sheet.header:
        return
    for column in missing:
        texts = _texts(document, sheet, column)
        role = role_of_cells(texts, _CONTENT_SHARE)
        if role and role not in sheet.roles:
            sheet.roles[column] = role


def lists_are_steps(document: Document, sheet: Sheet) -> None:
    """Where measures are numbered lists, each for an indicator or a subject, these are the steps of what that names."""
    if "steps" in sheet.roles or "measure" not in sheet.roles:
        return
    measure = sheet.roles.index("measure")
    subject = sheet.roles.index("indicator") if "indicator" in sheet.roles else _leading(sheet, measure)
    if subject is None:
        return
    cells = [row.cells[measure] for row in sheet.rows]
    texts = [text for cell in cells if cell.col_span == 1 and (text := document.read(cell).strip())]
    lists = [text for text in texts if opens_with_number(text) and len(items(text)) > 1]
    if len(lists) > 1 and 2 * len(lists) >= len(texts):
        sheet.roles[subject], sheet.roles[measure] = "measure", "steps"


def _leading(sheet: Sheet, measure: int) -> int | None:
    """The column left of the measure that names a wider subject."""
    headings = [heading_of(label) for label in sheet.labels[:measure]]
    return next((column for column, heading in enumerate(headings) if heading and heading.leads), None)


def leave_years_of_prose(document: Document, sheet: Sheet) -> None:
    """Take the role from several columns of time that tell what is done in each year, not when: they go to `other`."""
    columns = [column for column, role in enumerate(sheet.roles) if role == "period"]
    texts = _texts(document, sheet, *columns)
    told = [text for text in texts if len(text) >= _PROSE and not any(map(str.isdigit, text))]
    if len(columns) > 1 and len(told) >= _CONTENT_SHARE * len(texts) > 0:
        for column in columns:
            sheet.roles[column] = None


def one_period(sheet: Sheet) -> None:
    """Leave one column of time, or two that say its beginning and its end: when it was done is not when it was due.

    Two belong together below one heading, or by their own words.
    """
    columns = [column for column, role in enumerate(sheet.roles) if role == "period"]
    for column in columns[1:]:
        first, here = sheet.heads[columns[0]], sheet.heads[column]
        shared = len(first) > 1 and len(here) > 1 and first[0] == here[0] and heading_of(first[0]) is not None
        if not shared and not (_BEGINS.search(first[-1]) and _ENDS.search(here[-1])):
            sheet.roles[column] = None


def results_of_quarters(document: Document, sheet: Sheet) -> None:
    """Where quarters or months hold what was done in them, not marks, they are columns of what stands above them."""
    columns = [column for column, role in enumerate(sheet.roles) if role == "month"]
    texts = _texts(document, sheet, *columns)
    told = [text for text in texts if len(_THAI.findall(text)) >= _TOLD]
    said = [text for text in texts if _THAI.search(text)]
    if not columns or not told or len(told) < _CONTENT_SHARE * len(said):
        return
    for column in columns:
        heading = heading_of(sheet.heads[column][0])
        sheet.roles[column] = "results" if heading and heading.role == "results" else None


def numbers_are_no_measures(document: Document, sheet: Sheet) -> None:
    """A column of numbers counts something ("ยุติเรื่อง") and names no measure."""
    columns = [column for column, role in enumerate(sheet.roles) if role == "measure"]
    for column in columns:
        texts = _texts(document, sheet, column)
        counts = sum(1 for text in texts if _COUNT.fullmatch(text))
        told = any(len(_THAI.findall(text)) >= _TOLD for text in texts)
        if len(texts) > 1 and counts >= _CONTENT_SHARE * len(texts) and not told:
            sheet.roles[column] = None


def rows_are_numbered(document: Document, sheet: Sheet) -> None:
    """A first column that counts its rows holds their numbers, whatever is read above it, or nothing."""
    if "measure" not in sheet.roles or "seq" in sheet.roles or sheet.roles[0] is not None:
        return
    texts = _texts(document, sheet, 0)
    numbers = [int(match[1]) if (match := _NTH.fullmatch(text)) else 0 for text in texts]
    if len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1)):
        sheet.roles[0] = "seq"
