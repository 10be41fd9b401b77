"""Where a table's header stands, how many rows it takes, and what each column's label is."""

import re

from extract.indicators import subject_of
from extract.tables.columns import LONGEST_HEADING, heading_of
from extract.tables.months import label_months
from schemas.document import Cell, Document

_DEEPEST = 6
_NUMBER = re.compile(r"[+\-–−]?\s*\d{1,3}(?:[.,]\d+)?\s*(?:%|คะแนน)?")
_LISTED_OR_TICKED = re.compile(r"^[-•]|[✓☑■]", re.MULTILINE)
_ITEM = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})+[.)]?\s*|\d{1,2}[.)]\s*|[-–•●▪]\s*)[ก-ฺเ-๛]")
_SHORT_LABEL = 40
_LEAST_NUMBERS = 3
_SCORE_WORDS = re.compile(
    r"คะแนน|ตัวชี้วัด|ปี\s*(?:งบประมาณ)?\s*(?:พ\.?\s?ศ\.?\s*)?\d{2,4}|เปลี่ยนแปลง|ผลต่าง|เพิ่ม|ระดับ|เกณฑ์|แบบวัด|IIT|EIT|OIT|ITA|^(?:[^\d.]{0,4}|พ\.?\s?ศ\.?\s*)(?:25|20)\d\d$|หน่วยงาน|อปท|ลำดับ|จังหวัด|ประเด็น|รายการ"
)


_SUB_LABEL = re.compile(
    r"คะแนน|ระดับ|ร้อยละ|ปี\s*(?:งบประมาณ)?\s*(?:พ\.\s?ศ\.)?\s*\d|[IEO]IT|ITA|(?:25|20)\d\d$|ผล(?:ผลิต|ลัพธ์)"
)


def find_header(document: Document, rows: list[list[Cell]], marked: int = 0) -> tuple[int, int]:
    """Return the half-open interval of header rows; rows before it are titles. ``(0, 0)`` where there is no header.

    ``marked`` is the number of leading rows that the source itself calls header.
    """
    for index, row in enumerate(rows[:_DEEPEST]):
        texts = _texts(document, row)
        if len(texts) == 1 and index + 1 < len(rows):
            continue
        if not _is_label_row(texts) or not _knows_labels(texts, index < marked):
            return (0, 0)
        return index, _header_end(document, rows, index, marked)
    return (0, 0)


def _texts(document: Document, row: list[Cell]) -> list[str]:
    """Texts of the row's own cells; a merged cell counts once."""
    seen, texts = set(), []
    for cell in row:
        text = document.read(cell).strip()
        if text and cell.spans not in seen:
            seen.add(cell.spans)
            texts.append(text)
    return texts


def _is_label_row(texts: list[str]) -> bool:
    return len(texts) >= 2 and max(map(len, texts)) <= LONGEST_HEADING and not any(is_value(text) for text in texts)


def is_value(text: str) -> bool:
    """A number, or a text with a number or a bullet before it, heads no column; a year may."""
    return bool(_NUMBER.fullmatch(text)) or bool(_ITEM.match(text))


def _knows_labels(texts: list[str], marked: bool) -> bool:
    strong = {heading.role for text in texts if (heading := heading_of(text)) and heading.strong}
    if "measure" in strong and len(strong) >= 3:
        return True
    known = sum(1 for text in texts if _is_known(text))
    return known >= (1 if marked else max(2, 0.5 * len(texts)))


def _is_known(text: str) -> bool:
    return bool(heading_of(text) or _SCORE_WORDS.search(text) or subject_of(text) or label_months(text))


def _header_end(document: Document, rows: list[list[Cell]], first: int, marked: int) -> int:
    """A row below the header belongs to it while it only divides the columns: short labels, leading columns blank."""
    end = max(first + 1, marked)
    while end < min(len(rows) - 1, first + 3) and _divides(document, rows[first], rows[end - 1], rows[end]):
        end += 1
    return end


def _divides(document: Document, header: list[Cell], above: list[Cell], row: list[Cell]) -> bool:
    """Short labels, none in the first column, each below a heading that spans columns or itself of months or scores.

    The rest of a row that a page break cut in two stands below a repeated header just so, but under single headings, or
    under some that the row ``above`` it divides already.
    """
    own = {
        i: text for i, cell in enumerate(row) if (text := document.read(cell).strip()) and not _repeats(header, i, cell)
    }
    counts = _counts_quarters(own) or _counts_indicators(document, header, own)
    if not own or 0 in own or any((is_value(t) and not counts) or len(t) > _SHORT_LABEL for t in own.values()):
        return False
    if _LISTED_OR_TICKED.search("\n".join(own.values())):
        return False
    divided = {c for c, cell in enumerate(above) if document.read(cell).strip() and cell.spans != header[c].spans}
    spanned = _spanned_columns(document, header)
    spanned = (spanned - divided) | (spanned & _spanned_columns(document, above))
    return all(column in spanned or _SUB_LABEL.match(text) or label_months(text) for column, text in own.items())


def _counts_quarters(row: dict[int, str]) -> bool:
    """The numbers of a row are 1 2 3 4 again and again: quarters below their years."""
    numbers = "".join(text for text in row.values() if is_value(text))
    return bool(numbers) and numbers == "1234" * (len(numbers) // 4)


def _counts_indicators(document: Document, header: list[Cell], row: dict[int, str]) -> bool:
    """The row is 1 2 3 ... below a heading that says indicators."""
    numbers = list(row.values())
    counted = numbers == [str(number) for number in range(1, len(numbers) + 1)]
    return counted and len(numbers) >= _LEAST_NUMBERS and "ตัวชี้วัด" in document.read(header[min(row)])


def _spanned_columns(document: Document, header: list[Cell]) -> set[int]:
    """Columns whose heading covers several, by its span or, where no spans are known, by the blank beside it."""
    texts = [document.read(cell).strip() for cell in header]
    spanned = {column for column, cell in enumerate(header) if cell.col_span > 1}
    blanks = {column for column, text in enumerate(texts) if not text and column}
    return spanned | blanks | {column - 1 for column in blanks}


def _repeats(header: list[Cell], column: int, cell: Cell) -> bool:
    """The cell is the header's own, merged downwards."""
    return cell.inherited and column < len(header) and header[column].spans == cell.spans


def header_labels(document: Document, header: list[list[Cell]], width: int) -> list[list[str]]:
    """The label of each column in parts: the texts of its header cells from top to bottom, each once.

    In a source that knows no merged cells, a blank beside a label goes with it where the row below divides it.
    """
    labels: list[list[str]] = [[] for _ in range(width)]
    for depth, row in enumerate(header):
        carried = ""
        for column, cell in enumerate(row):
            text = " ".join(document.read(cell).split())
            below = document.read(header[depth + 1][column]).strip() if depth + 1 < len(header) else ""
            if not text and carried and below and not cell.inherited:
                text = carried
            carried = text if below else ""
            if text and text not in labels[column]:
                labels[column].append(text)
    return labels
