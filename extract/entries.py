"""Tables of the families that a user's vocabulary tells, row by row: each value as printed, and as its type."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import regex

from extract.belief.records import UNREAD, is_unread
from extract.tables.rows import places_of, section_of, text_of
from extract.tables.sheet import Row, Sheet
from extract.tables.sheets import header_test
from normalise.dates.periods import parse_period
from normalise.lists import items
from normalise.lists.empties import is_empty
from normalise.lists.units import split_units
from normalise.numbers import parse_money, parse_number
from schemas.document import Cell, Document
from schemas.entries import Entry, EntryValue, ValueType
from schemas.families import Family, families
from schemas.vocabulary.wording import bare

_TOTAL = regex.compile(
    r"(?:ยอด|ผล)?รวม(?:ทั้งสิ้น|ทั้งหมด|ทุก\p{Thai}+|เป็นเงิน\p{Thai}*|เงิน\p{Thai}*|งบประมาณ\p{Thai}*|จำนวน.{0,30})?|(?:grand\s)?total",
    regex.I,
)
_VALUED = frozenset({"number", "money", "date", "period"})
NOT_SAID, NO_NUMBER, NOT_ONE_DAY = "the cell says nothing", "no number, or more than one", "more than one day"


class Kept(NamedTuple):
    """A sheet of a family, with the role of each column: None where the family does not know it."""

    sheet: Sheet
    family: Family
    roles: list[str | None]


@dataclass(slots=True)
class _Draft:
    section: str | None
    total: bool = False
    cells: dict[int, list[Cell]] = field(default_factory=dict)


def sheets_to_kept(sheets: list[Sheet]) -> list[Kept]:
    """The sheets that are of a family, which are of kind "entries" from then on; none where no vocabulary is in use.

    Of several families that fit, the one that knows most of the columns counts, then the first.
    """
    known, kept = families(), []
    for sheet in sheets if known else ():
        fits = [Kept(sheet, family, roles) for family in known if (roles := _roles(sheet, family))]
        if fits:
            sheet.kind = "entries"
            kept.append(max(fits, key=lambda one: sum(role is not None for role in one.roles)))
    return kept


def _roles(sheet: Sheet, family: Family) -> list[str | None]:
    """The role of each column, each once, the leftmost first; empty where a role that the family needs is missing."""
    roles: list[str | None] = []
    for parts in sheet.heads:
        told = (_role_of(text, family) for text in (*parts[-1:], " ".join(parts)))
        roles.append(next((role for role in told if role and role not in roles), None))
    return roles if set(family.needs) <= set(roles) else []


def _role_of(heading: str, family: Family) -> str | None:
    """The role of the longest of the family's words in a heading."""
    key = bare(heading)
    found = [(len(word), column.role) for column in family.columns for word in column.headings if word in key]
    return max(found, key=lambda one: one[0])[1] if found else None


def kept_to_entries(document: Document, kept: list[Kept], sheets: list[Sheet], fiscal_year: int | None) -> list[Entry]:
    """Every row of the families' sheets, in reading order. ``fiscal_year`` (BE) dates periods that name no year."""
    entries: list[Entry] = []
    for one in kept:
        table = next(number for number, sheet in enumerate(sheets) if sheet is one.sheet)
        for draft in _gather(document, one):
            entries.append(
                Entry(
                    id=f"e{len(entries) + 1}",
                    family=one.family.name,
                    table=table,
                    section=draft.section,
                    total=draft.total,
                    values=dict(_values(document, one, draft, fiscal_year)),
                )
            )
    return entries


def _gather(document: Document, kept: Kept) -> list[_Draft]:
    """One draft a row. A row with nothing in the columns that every row needs goes on with the one above it."""
    drafts: list[_Draft] = []
    section: str | None = None
    needed = [kept.roles.index(role) for role in kept.family.needs]
    heads_again = header_test(document, kept.sheet)
    for row in kept.sheet.rows:
        texts = [document.read(cell).strip() for cell in row.cells]
        if not any(texts) or heads_again(row.cells, texts):
            continue
        total = _TOTAL.fullmatch(next(filter(None, texts)).strip(" :*")) is not None
        title = None if total else section_of(row, texts, needed[0])
        if title:
            section = title
        elif drafts and not total and not any(texts[column] for column in needed):
            _take(document, row, drafts[-1])
        else:
            drafts.append(_Draft(section, total))
            _take(document, row, drafts[-1])
    return drafts


def _take(document: Document, row: Row, draft: _Draft) -> None:
    for column, cell in enumerate(row.cells):
        held = draft.cells.setdefault(column, [])
        if document.read(cell).strip() and not (held and cell.inherited):
            held.append(cell)


def _values(document: Document, kept: Kept, draft: _Draft, fiscal_year: int | None) -> Iterator[tuple[str, EntryValue]]:
    types: dict[str, ValueType] = {column.role: column.type for column in kept.family.columns}
    named: set[str] = {role for role in kept.roles if role}
    for column, cells in sorted(draft.cells.items()):
        if not cells or _is_label(document, draft, cells):
            continue
        role = kept.roles[column] or _free(" ".join(kept.sheet.labels[column].split()) or f"column {column + 1}", named)
        text = text_of(document, cells)
        told: dict[str, Any] = {}
        kind = types.get(role, "text") if kept.roles[column] else "text"
        if kind in _VALUED and any(is_unread(document, span) for cell in cells for span in cell.spans):
            told = {"reason": UNREAD}
        elif kind != "text":
            told = {"reason": NOT_SAID} if is_empty(text) else _TYPED[kind](text, fiscal_year)
        yield (
            role,
            EntryValue(
                type=kind,
                raw="\n".join(map(document.read_raw, cells)),
                text=text,
                inherited=any(cell.inherited for cell in cells),
                provenance=places_of(document, cells),
                **told,
            ),
        )


def _is_label(document: Document, draft: _Draft, cells: list[Cell]) -> bool:
    """The word "total" itself, merged over the columns that a total has no value in."""
    repeated = cells[0].inherited and cells[0].col_span > 1
    return draft.total and repeated and _TOTAL.fullmatch(document.read(cells[0]).strip(" :*\n")) is not None


def _free(name: str, named: set[str]) -> str:
    """A key that no other column has."""
    number, free = 1, name
    while free in named:
        number += 1
        free = f"{name} ({number})"
    named.add(free)
    return free


def _number(text: str, _: int | None) -> dict[str, Any]:
    value = parse_number(text)
    return {"reason": NO_NUMBER} if value is None else {"number": float(value)}


def _money(text: str, _: int | None) -> dict[str, Any]:
    value = parse_money(text).amount
    return {"reason": NO_NUMBER} if value is None else {"number": float(value)}


def _period(text: str, fiscal_year: int | None) -> dict[str, Any]:
    period = parse_period(text, fiscal_year)
    return {"start": period.start, "end": period.end, "reason": period.reason}


def _date(text: str, fiscal_year: int | None) -> dict[str, Any]:
    told = _period(text, fiscal_year)
    return told if told["reason"] or told["start"] == told["end"] else {"reason": NOT_ONE_DAY}


def _list(text: str, _: int | None) -> dict[str, Any]:
    return {"items": items(text)}


def _units(text: str, _: int | None) -> dict[str, Any]:
    return {"items": [" ".join(text[start:end].split()) for start, end, _ in split_units(text)]}


_TYPED: dict[ValueType, Callable[[str, int | None], dict[str, Any]]] = {
    "number": _number,
    "money": _money,
    "date": _date,
    "period": _period,
    "list": _list,
    "units": _units,
}
