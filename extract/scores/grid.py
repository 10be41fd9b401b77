"""Score sheets: every numeric cell gets its meaning from its row and its column, whichever way the table lies."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import regex

from extract.indicators import Subject, subject_of
from extract.levels import level_of
from extract.scores.axes import Axis, Kind, axis_of, kind_of, year_in
from extract.scores.found import Found
from extract.tables.sheet import Row, Sheet
from normalise.numbers import parse_number
from schemas.document import Cell, Document
from schemas.trace import Span

_NUMBER = re.compile(r"(?:ร้อยละ\s*|ได้\s*)?(?P<value>[+\-–−]?\s*\d{1,3}(?:\.\s?\d{1,4})?)\s*(?:คะแนน|%|/\s*100)?")
_UP, _DOWN = r"เพิ่ม(?:ขึ้น)?|สูงขึ้น|ดีขึ้น|[▲△↑⬆↗🔺]", r"ลด(?:ลง)?|ต่ำลง|[▼▽↓⬇↘🔻]"
_CHANGE = re.compile(
    rf"[(]?\s*(?:(?P<up>{_UP})|(?P<down>{_DOWN})|[(]\s*(?P<sign>[+\-–−])\s*[)])?\s*(?:ร้อยละ\s*)?[(]?"
    r"(?P<value>[+\-–−]?\s*\d{1,3}(?:\.\s?\d{1,4})?)[)]?\s*(?:คะแนน|%)?"
    rf"(?:\s*[(]?\s*(?:{_UP}|(?P<down_behind>{_DOWN})|(?P<sign_behind>[+\-–−]))\s*[)]?)?[)]?"
)
_DIRECTED, _TOLD_SHARE = re.compile(rf"[(]?\s*(?:{_UP}|{_DOWN})"), 0.6
_MINUS = {"-", "–", "−"}
_UNCHANGED = re.compile(r"(?:คะแนน)?(?:เท่าเดิม|คงที่|คงเดิม|ไม่เปลี่ยนแปลง|เท่ากัน|ไม่มีการเปลี่ยนแปลง)(?:\s*[(]?0?(?:\.0+)?[)]?)")
_INLINE = re.compile(r"(?P<name>.*?\S)\s*[(:=]?\s*(?P<score>\d{1,3}(?:\.\d{1,4})?)\s*(?:คะแนน|%)\s*[)]?", re.DOTALL)
_GRADED = re.compile(r"(?P<score>\d{1,3}\.\d{1,4})\s*(?:คะแนน)?\s*[(/,]?\s*(?P<level>[^\d()]{1,40}?)\s*[)]?")
_BARE_YEAR = re.compile(r"(?:25|20)\d\d")
_WORD = regex.compile(r"\p{Thai}{3}")
_SMALL = re.compile(r"\d{1,2}\.?")
_TOTAL = re.compile(r"(?:ผล)?(?:รวม|ค่า|คะแนน|เฉลี่ย|ภาพรวม|ทั้งหมด|ทั้งสิ้น|ทุกหน่วยงาน|\s)+")
_AGENCY_HEAD = re.compile(
    r"หน่วยงาน|อปท|ชื่อ|องค์กร|เทศบาล|สถานศึกษา|โรงพยาบาล|โรงเรียน|วิทยาลัย|จังหวัด|อำเภอ|ส่วนราชการ|agency", re.I
)


@dataclass(slots=True)
class _RowLabel:
    subject: Subject | None = None
    year: int | None = None
    agency: str | None = None
    columns: tuple[int, ...] = ()
    inline: tuple[float, Span] | None = None


def sheets_to_found(document: Document, sheets: list[Sheet]) -> list[tuple[Sheet, list[Found]]]:
    """The sheets that hold scores, each with all it states; such sheets are of kind "scores" from then on.

    A sheet of one indicator alone counts only beside another that shows scores for sure: page breaks leave such rests.
    A measure sheet is asked only where a column of it is headed by scores.
    """
    asked = [sheet for sheet in sheets if sheet.kind != "measures" or any("คะแนน" in label for label in sheet.labels)]
    found = [(sheet, sheet_to_found(document, sheet)) for sheet in asked]
    sure = any(_subjects(items) >= 2 for _, items in found)
    held = [(sheet, items) for sheet, items in found if _subjects(items) >= 2 or (sure and _has_indicator(items))]
    for sheet, _ in held:
        sheet.kind = "scores" if sheet.kind == "other" else sheet.kind
    return held


def _subjects(found: list[Found]) -> int:
    return len({(f.subject.scope, f.subject.no, f.subject.instrument) for f in found if f.what == "score"})


def _has_indicator(found: list[Found]) -> bool:
    return any(item.what == "score" and item.subject.scope == "indicator" for item in found)


def sheet_to_found(document: Document, sheet: Sheet) -> list[Found]:
    """Every score, change and level that the cells of a sheet state.

    A year stays None where neither row nor column names one. A table of agencies (a league) is one whose columns are
    instruments or indicators and whose rows are neither. A change or a level without a year is of the latest.
    """
    axes = [_told_as_change(document, sheet, column, axis_of(label)) for column, label in enumerate(sheet.labels)]
    latest = max((axis.year for axis in axes if axis.year and axis.kind == "score"), default=None)
    axes = [axis._replace(year=axis.year or latest) if axis.kind in ("change", "rating") else axis for axis in axes]
    league = _agency_column(document, sheet, axes)
    found: list[Found] = []
    for row in sheet.rows:
        label = _label_row(document, row, league)
        found += _row_to_found(document, row, axes, label)
    return found


def _told_as_change(document: Document, sheet: Sheet, column: int, axis: Axis) -> Axis:
    """A column whose cells say "เพิ่มขึ้น 1.20" or "ลดลง 0.30" is one of changes, whatever heads it."""
    if axis.kind == "change" or axis.subject is not None:
        return axis
    texts = [text for row in sheet.rows if (text := document.read(row.cells[column]).strip())]
    told = [text for text in texts if _DIRECTED.match(text) and _CHANGE.fullmatch(text)]
    return axis._replace(kind="change") if len(told) > 1 and len(told) >= _TOLD_SHARE * len(texts) else axis


def _agency_column(document: Document, sheet: Sheet, axes: list[Axis]) -> int | None:
    """The column of agency names, in a table whose columns are scores of two subjects or more."""
    if len({axis.subject for axis in axes if axis.subject}) < 2:
        return None
    for column, axis in enumerate(axes):
        texts = [document.read(row.cells[column]).strip() for row in sheet.rows]
        words = [text for text in texts if _WORD.search(text) and not _TOTAL.fullmatch(text)]
        named = _AGENCY_HEAD.search(sheet.labels[column]) is not None
        if axis.subject is None and words and len(words) >= 0.6 * len(texts):
            years = sum(1 for text in words if year_in(text))
            subjects = sum(1 for text in words if subject_of(text))
            if (named or axis.kind is None) and years + subjects <= 0.3 * len(words):
                return column
    return None


def _label_row(document: Document, row: Row, league: int | None) -> _RowLabel:
    """What a row is about: an agency, or a subject in one of its leading cells, or a year.

    An instrument may stand before its indicators, in a column of its own: the indicator then decides. The sum or the
    mean of a league is no agency's.
    """
    if league is not None:
        name = " ".join(document.read(row.cells[league]).split())
        if _TOTAL.fullmatch(name):
            return _RowLabel(columns=tuple(range(len(row.cells))))
        return _RowLabel(agency=name or None, columns=tuple(range(league + 1)))
    number: int | None = None
    group: _RowLabel | None = None
    for column, cell in enumerate(row.cells):
        text = document.read(cell).strip()
        if _SMALL.fullmatch(text) and column < 3:
            number = int(text.rstrip("."))
        elif text:
            label = _label_cell(cell, text, number)
            label.columns = tuple(range(column + 1))
            if label.subject is None or label.subject.scope != "instrument":
                if label.subject or label.year or group:
                    return group if group and label.subject is None else label
            group = group or (label if label.subject else None)
    return group or _RowLabel()


def _label_cell(cell: Cell, text: str, number: int | None) -> _RowLabel:
    """What one leading cell names; ``number`` is what was printed in a column before it."""
    if subject := subject_of(text):
        stated = number if subject.stated is None and subject.no else subject.stated
        return _RowLabel(subject._replace(stated=stated))
    if inline := _inline_score(cell, text):
        return _RowLabel(inline[0], inline=inline[1:])
    if kind_of(text) == "rating":
        return _RowLabel(Subject("overall"))
    if _BARE_YEAR.fullmatch(text) or (len(text) <= 40 and not _NUMBER.fullmatch(text)):
        return _RowLabel(year=year_in(text))
    return _RowLabel()


def _inline_score(cell: Cell, text: str) -> tuple[Subject, float, Span] | None:
    """A name and its score in one cell: "1. name 93.69 คะแนน"."""
    match = _INLINE.fullmatch(text) if text.rstrip(")").rstrip().endswith(("คะแนน", "%")) else None
    subject = subject_of(match["name"].rstrip(" (:=")) if match else None
    if not match or not subject or len(cell.spans) > 1:
        return None
    start = cell.spans[0][0]
    return subject, float(match["score"]), (start + match.start("score"), start + match.end("score"))


def _row_to_found(document: Document, row: Row, axes: list[Axis], label: _RowLabel) -> Iterator[Found]:
    if label.inline and label.subject:
        value, span = label.inline
        yield Found(label.subject, label.year, "score", value, None, "table", span)
    for column, cell in enumerate(row.cells):
        if column in label.columns or (cell.inherited and cell.col_span > 1):
            continue
        axis = axes[column]
        subject = _combined(label, axis.subject)
        if subject is None and axis.kind == "rating" and (label.agency or label.year):
            subject = Subject("overall")
        if subject and axis.by_instrument and subject.scope == "indicator":
            subject = Subject("instrument", None, subject.instrument)
        if subject is None or axis.kind == "ignore":
            continue
        year = axis.year or label.year
        yield from _cell_to_found(document, cell, axis, subject, year, label.agency)


def _combined(label: _RowLabel, column: Subject | None) -> Subject | None:
    """Row and column together; "คะแนน" heads a column of any subject, so the row decides where both name one.

    A row that is neither a subject's, an agency's nor a year's has a label that was not understood: no score.
    """
    row = label.subject
    if row is None:
        return column if label.agency or label.year or (column and column.scope != "overall") else None
    if row.scope == "overall" and column is not None and column.scope != "overall":
        return column
    return row


def _cell_to_found(
    document: Document, cell: Cell, axis: Axis, subject: Subject, year: int | None, agency: str | None
) -> Iterator[Found]:
    text = document.read(cell).strip()
    kind: Kind = axis.kind or "score"
    if level := level_of(text):
        yield Found(
            Subject("overall") if agency else subject, year, "rating", None, level, "table", cell.spans[0], agency
        )
        return
    if kind == "score" and (graded := _GRADED.fullmatch(text)) and (level := level_of(graded["level"])):
        yield Found(subject, year, "rating", None, level, "table", cell.spans[0], agency)
        text = graded["score"]
    if kind == "change" and _UNCHANGED.fullmatch(text):
        yield Found(subject, year, "change", 0.0, None, "table", cell.spans[0], agency)
        return
    match = (_CHANGE if kind == "change" else _NUMBER).fullmatch(text)
    value = parse_number(match["value"].replace(" ", "")) if match else None
    if match is None or value is None or kind == "rating":
        return
    if kind == "change":
        falls = match["down"] or match["down_behind"] or {match["sign"], match["sign_behind"]} & _MINUS
        signed = -abs(value) if falls else value
        yield Found(subject, year, "change", float(signed), None, "table", cell.spans[0], agency)
    elif value >= 0:
        yield Found(subject, year, "score", float(value), None, "table", cell.spans[0], agency, axis.full)
