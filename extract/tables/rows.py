"""What rows and cells say, whatever kind of table they stand in."""

from collections.abc import Sequence

import regex

from extract.tables.between import is_page_mark
from extract.tables.numbering import reads_as_section
from extract.tables.sheet import Row
from normalise.dates.periods import parse_period
from normalise.lists.units import is_unit
from normalise.words.joints import speaks_for_wrap
from normalise.wraps import heal_text, seam
from schemas.document import Cell, Document
from schemas.place import Provenance, one_or_all

_HALVES = 2
_ANY_YEAR, _LEAST_ANSWERS = 2500, 2
_ACROSS = 2.0  # evidence that a word lies across two cells


def section_of(row: Row, texts: list[str], name: int) -> str | None:
    """The title of a row that spans the table, or None.

    Where the source knows merged cells, one cell covers at least half the row; where it does not, the one text stands
    first and, right behind a page break, must read like a title, since it may as well be the rest of a name cut in two.
    """
    own = [(column, cell) for column, cell in enumerate(row.cells) if texts[column] and not cell.inherited]
    texts_left = {texts[column] for column, _ in own}
    covered = {row.cells[column].spans for column, text in enumerate(texts) if text}
    if len(texts_left) != 1 or len(covered) != 1 or own[0][0] > name:
        return None
    column, cell = own[0]
    title = " ".join(texts[column].split())
    wide = cell.col_span >= max(2, len(row.cells) / 2)
    if not wide and (cell.boxes or row.opens_page) and not reads_as_section(title):
        return None
    return title


_COUNTED = r"(?:โครงการ|กิจกรรม|มาตรการ|รายการ|ตัวชี้วัด|เรื่อง)"
_PART = r"(?:ยุทธศาสตร์|กลยุทธ์|ประเด็น|ด้าน|มิติ|หมวด|ส่วน|แผนงาน)(?:การพัฒนา)?(?:ที่)?\s*\d{1,2}"
_TOTAL = regex.compile(rf"(?:ยอด)?รวม(?:ทั้งสิ้น|ทั้งหมด|งบประมาณ|เป็นเงิน|เงิน|\s|\d+\s*{_COUNTED}|{_PART})*")
_BEGINS = regex.compile(r"(?:ยอด)?รวม")
_SUM = regex.compile(rf"[\d,. ]*(?:บาท)?|-|\d+\s*{_COUNTED}")
_WIDE = 2  # columns


def is_total(row: Row, texts: list[str]) -> bool:
    """True for a line that sums others up: a word for it, and nothing but sums beside it.

    The word goes on as it likes (the title of a section, say) where its cell covers several columns.
    """
    own = [(text, cell) for text, cell in zip(texts, row.cells, strict=True) if text and not cell.inherited]
    if not own or not _BEGINS.match(own[0][0]) or not all(_SUM.fullmatch(text) for text, _ in own[1:]):
        return False
    return _TOTAL.fullmatch(own[0][0]) is not None or (len(own) > 1 and own[0][1].col_span >= _WIDE)


def is_lone_page_mark(texts: list[str]) -> bool:
    """A page number that stands in the midst of a table's lines."""
    told = [text for text in texts if text]
    return len(told) == 1 and is_page_mark(told[0])


def answers_itself(answers: Sequence[tuple[str, str, str]]) -> bool:
    """Does a row below a blank name say who or when, whole, as the row above it does? It is a step with its own answer.

    answers: the columns that both rows fill: the role, the text above and the text here.
    """
    if len(answers) < _LEAST_ANSWERS or not any(_is_whole(role, above, here) for role, above, here in answers):
        return False
    return not any(
        speaks_for_wrap(f"{above}\n{here}", len(above), len(above) + 1, _ACROSS) for _, above, here in answers
    )


def _is_whole(role: str, above: str, here: str) -> bool:
    if role == "responsible":
        return is_unit(above) and is_unit(here)
    if role != "period":
        return False
    return all(parse_period(text, _ANY_YEAR).start is not None for text in (above, here))


def text_of(document: Document, cells: list[Cell]) -> str:
    """The text of a field; parts cut in two by a page break are joined as a line that wrapped."""
    texts = [text for cell in cells for text in _parts(document, cell)]
    return texts[0] if len(texts) == 1 else heal_text("\n".join(texts))


def _parts(document: Document, cell: Cell) -> list[str]:
    """The texts of a cell: one, where a page break cut it in the midst of what is no list and no several paragraphs."""
    texts = [text for span in cell.spans if (text := document.text[slice(*span)].strip())]
    cut = len(texts) == _HALVES == len(cell.boxes) and cell.boxes[0][0] != cell.boxes[1][0]
    return ["".join((texts[0], seam(*texts), texts[1]))] if cut and not any("\n" in text for text in texts) else texts


def places_of(document: Document, cells: list[Cell]) -> Provenance:
    """Where cells stand: one place, or several."""
    return one_or_all([place for cell in cells for place in document.locate_cell(cell)])
