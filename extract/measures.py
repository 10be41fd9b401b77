"""Measure sheets to measure records: sections, rows that go on, and each cell to the field its column is for."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from extract.belief.records import UNREAD, doubtful_roles, measure_readings, unread_roles
from extract.indicators import indicator_of, official
from extract.tables.above import section_above
from extract.tables.months import month_columns, months_marked
from extract.tables.numbering import take_number, without_first
from extract.tables.owned import owners_behind, part_owner, who_and_when
from extract.tables.rows import answers_itself, is_lone_page_mark, is_total, places_of, section_of, text_of
from extract.tables.sheet import Row, Sheet
from extract.tables.sheets import header_test
from extract.tables.subjects import indicator_above, indicator_cell, topic_cell
from normalise.dates.periods import parse_period
from normalise.lists import items
from normalise.lists.empties import is_empty
from normalise.lists.status import split_status
from normalise.lists.units import split_units
from normalise.numbers import parse_money
from schemas.document import Cell, Document
from schemas.records import Budget, IndicatorRef, Measure, Period
from schemas.trace import Span

_DIGITS = re.compile(r"\d{1,3}")
_CUT = re.compile(r"\s*\d(?:\s\d){1,2}\s*")  # a number of several digits in a narrow cell
_TICK = re.compile(r"[✓✔☑■●×xX/√]+")
LISTS = ("steps", "results", "outcomes", "issues", "recommendations", "follow_up")


@dataclass(slots=True)
class _Draft:
    """A measure while its rows are gathered: cells by role and column, in reading order.

    ``apart``: its name is merged over several rows, or a list counts on below it, so that the cells beside it are
    texts of their own, not one cut in two.
    """

    section: str | None
    cells: dict[str, dict[int, list[Cell]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    other: dict[str, list[Cell]] = field(default_factory=lambda: defaultdict(list))
    months: list[tuple[int, Cell]] = field(default_factory=list)
    indicator: Cell | None = None
    topic: Cell | None = None
    taken: set[tuple[str, tuple[Span, ...]]] = field(default_factory=set)
    apart: bool = False


def sheet_to_measures(document: Document, sheet: Sheet, fiscal_year: int | None, first: int) -> list[Measure]:
    """Measures of one sheet, in order; ids count on from ``first``. ``fiscal_year`` (BE) dates yearless periods."""
    drafts = _gather(document, sheet)
    return [_finish(document, sheet, draft, fiscal_year, first + n) for n, draft in enumerate(drafts)]


def _gather(document: Document, sheet: Sheet) -> list[_Draft]:
    drafts: list[_Draft] = []
    section = section_above(document, sheet)
    indicator: Cell | None = None
    topic: Cell | None = None
    above = indicator_above(document, sheet)
    names = [column for column, role in enumerate(sheet.roles) if role == "measure"]
    heads_again = header_test(document, sheet)
    for row in sheet.rows:
        texts = [document.read(cell).strip() for cell in row.cells]
        if not any(texts) or heads_again(row.cells, texts):
            continue
        if is_total(row, texts) or is_lone_page_mark(texts):
            continue
        title = section_of(row, texts, names[0])
        if title and not (drafts and _counts_on(document, drafts[-1], title)):
            section, indicator, topic = title, None, None
        elif drafts and _continues(sheet, row, texts, names[0]):
            alone = row.cells[names[0]].inherited or _stands_alone(row, texts)
            drafts[-1].apart = drafts[-1].apart or alone or _answers(document, sheet, drafts[-1], row, texts)
            _take(document, sheet, row, drafts[-1], go_on=True)
        else:
            indicator = indicator_cell(document, sheet, row) or indicator
            topic = topic_cell(document, sheet, row, topic)
            drafts.append(_Draft(section, indicator=indicator, topic=topic or above))
            _take(document, sheet, row, drafts[-1], go_on=False)
    return drafts


def _counts_on(document: Document, above: _Draft, title: str) -> bool:
    """The one text of a row has the number that comes next: a measure of which nothing more is said, not a section."""
    name = next((document.read(cell) for cells in above.cells["measure"].values() for cell in cells), "")
    here, before = take_number(title)[0], take_number(name)[0]
    return here is not None and before is not None and here == before + 1


def _continues(sheet: Sheet, row: Row, texts: list[str], name: int) -> bool:
    """The row names no measure of its own: its name is blank or merged from above, and it has no number."""
    numbered = any(texts[c] and not row.cells[c].inherited for c, role in enumerate(sheet.roles) if role == "seq")
    if numbered:
        return False
    if not texts[name]:
        return True
    if row.cells[name].inherited and row.cells[name].row_span > 1:
        return True
    own = {c for c, text in enumerate(texts) if text and not row.cells[c].inherited}
    return own == {name} and take_number(texts[name])[0] is None


def _stands_alone(row: Row, texts: list[str]) -> bool:
    """A row below its measure's name that no page break made, and in which a list counts on: texts of their own."""
    return not row.opens_page and any(take_number(text)[0] is not None for text in texts)


def _answers(document: Document, sheet: Sheet, draft: _Draft, row: Row, texts: list[str]) -> bool:
    held = {c: cells[-1] for by_column in draft.cells.values() for c, cells in by_column.items() if cells}
    answers = [
        (role, document.read(held[c]).strip(), texts[c])
        for c, role in enumerate(sheet.roles)
        if role and texts[c] and c in held
    ]
    return not row.opens_page and answers_itself(answers)


def _take(document: Document, sheet: Sheet, row: Row, draft: _Draft, *, go_on: bool) -> None:
    """Put the row's cells into the draft. A continuation adds only what is its own, not what is merged from above."""
    for column, cell in enumerate(row.cells):
        role = sheet.roles[column]
        if role == "month":
            if not (go_on and cell.inherited):
                draft.months.append((column, cell))
            continue
        if role is None and column and cell.inherited and cell.spans == row.cells[column - 1].spans:
            continue  # the cell left of it again
        label = sheet.labels[column] or f"column {column + 1}"
        held, key = draft.cells[role][column] if role else draft.other[label], f"{role} {column}" if role else label
        known = (key, cell.spans) in draft.taken
        if not known and not (go_on and (cell.inherited or not document.read(cell).strip())):
            draft.taken.add((key, cell.spans))
            held.append(cell)


def _finish(document: Document, sheet: Sheet, draft: _Draft, fiscal_year: int | None, number: int) -> Measure:
    unread = unread_roles(document, draft.cells)
    columns = {role: _texts(document, held.values(), apart=draft.apart) for role, held in draft.cells.items()}
    texts = {role: "\n".join(parts) for role, parts in columns.items()}
    who, when = who_and_when(sheet, texts)
    period = _period(document, sheet, draft, fiscal_year, when)
    name, seq = _name_and_seq(texts.get("measure", ""), texts.get("seq", ""))
    name, owner = part_owner(name, owners_behind(sheet))
    status, columns["results"] = _status(_stated_status(document, sheet, draft), columns.get("results", []))
    held = {role: [cell for cells in by_column.values() for cell in cells] for role, by_column in draft.cells.items()}
    held |= draft.other
    return Measure(
        id=f"m{number}",
        seq=None if unread & {"seq", "name"} else seq,
        section=draft.section,
        indicator=_indicator(document, draft, name),
        measure=name,
        responsible=_units(owner or who, once=draft.apart),
        budget=_budget(texts.get("budget", ""), unread="budget" in unread),
        other={label: "\n".join(_texts(document, [cells], apart=draft.apart)) for label, cells in draft.other.items()},
        raw={role: "\n".join(map(document.read_raw, cells)) for role, cells in held.items()},
        provenance={role: places_of(document, cells) for role, cells in held.items()},
        inherited=[role for role, cells in held.items() if any(cell.inherited for cell in cells)],
        status=status,
        readings=measure_readings(document, held),
        doubtful=doubtful_roles(document, held),
        **{
            role: [item for text in columns[role] for item in items(without_first(text, seq))]
            for role in LISTS
            if role in columns
        },
        **period,
    )


def _texts(document: Document, columns: Iterable[list[Cell]], *, apart: bool) -> list[str]:
    if apart:
        return [text_of(document, [cell]) for cells in columns for cell in cells]
    return [text_of(document, cells) for cells in columns]


def _name_and_seq(text: str, seq_cell: str) -> tuple[str, int | None]:
    """A measure's name without its number, and the number, from a column of its own or from the name."""
    stated, name = take_number(text)
    number = _DIGITS.search("".join(seq_cell.split()) if _CUT.fullmatch(seq_cell) else seq_cell)
    return " ".join(name.split()), int(number.group()) if number else stated


def _indicator(document: Document, draft: _Draft, name: str) -> IndicatorRef | None:
    """From its own column, the measure's name, the section it stands under, another column, or one blank below it."""
    stated = document.read(draft.indicator) if draft.indicator else ""
    topic = document.read(draft.topic) if draft.topic else ""
    others = (document.read(cells[0]).strip() for cells in draft.other.values() if len(cells) == 1)
    for text in (stated, name, draft.section or "", *others, topic):
        subject = indicator_of(text) if text else None
        if subject and subject.no:
            return IndicatorRef(no=subject.no, name=official()[subject.no][0])
    return None


def _period(
    document: Document, sheet: Sheet, draft: _Draft, fiscal_year: int | None, when: str | None
) -> dict[str, Any]:
    marked = [(column, cell) for column, cell in draft.months if document.read(cell).strip()]
    if marked:
        period = months_marked(month_columns(sheet.heads), [column for column, _ in marked], fiscal_year)
        for column, cell in marked:
            draft.cells["period"][column].append(cell)
    else:
        stated = [text for cells in draft.cells.get("period", {}).values() if (text := text_of(document, cells))]
        text = " - ".join(stated) if when is None else when
        if not text or is_empty(text):
            return {}
        if "period" in unread_roles(document, draft.cells):
            return {"period": Period(raw=text), "period_reason": UNREAD}
        period = parse_period(text, fiscal_year)
    if period is None:
        return {}
    return {
        "period": Period(raw=period.raw, start=period.start, end=period.end),
        "period_reason": None if period.start and period.end else period.reason,
    }


def _units(text: str, *, once: bool) -> list[str]:
    """The units of a cell; of several cells that answer each for a step, each once."""
    units = [" ".join(text[start:end].split()) for start, end, _ in split_units(text)]
    return list(dict.fromkeys(units)) if once else units


def _stated_status(document: Document, sheet: Sheet, draft: _Draft) -> str:
    """What the status columns say: their text, or the heading of the one that is ticked."""
    said = {column: text_of(document, cells) for column, cells in draft.cells.get("status", {}).items()}
    ticked = [column for column, text in said.items() if _TICK.fullmatch(text)]
    if ticked:
        return sheet.heads[ticked[0]][-1]
    return "\n".join(text for text in said.values() if text and not is_empty(text))


def _status(own: str, results: list[str]) -> tuple[str | None, list[str]]:
    """A statement of completion, from its own column or from the opening of the results; and what the results leave."""
    if own.strip():
        return None if is_empty(own) else _ticked(own) or " ".join(own.split()), results
    if not results:
        return None, results
    status, _, (start, end) = split_status(results[0])
    return status, [results[0][start:end], *results[1:]]


def _ticked(own: str) -> str | None:
    """The one of several statements in a cell whose box is ticked; None where there are no boxes."""
    status, (start, end), (rest, behind) = split_status(own)
    return status if status and rest == behind and len("".join(own[start:end].split())) > len(status) else None


def _budget(text: str, *, unread: bool) -> Budget | None:
    if not text.strip():
        return None
    raw, amount = (text, None) if unread else parse_money(text)
    return Budget(raw=raw, amount=float(amount) if amount is not None else None)
