"""Numbers that count: rows of a table, items of a list, indicators beside their names."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from extract.belief.network import Factor
from extract.belief.setting import Setting, spans_of
from extract.indicators import official, subject_of
from schemas.document import Cell, Line, Table

_NEXT, _AGAIN, _RESTART, _GAP, _ODD = 1.0, 0.03, 0.1, 0.02, 0.002
_NAMED, _WITHIN, _UNNAMED = 0.9, 0.1, 0.003
_LONE = regex.compile(r"\d{1,3}\.?")
_MARK = regex.compile(r"(?:^|(?<=\n)|(?<=\s))[(]?(?P<number>\d{1,3}(?:\.\d{1,2}){0,2})\s?[.)](?!\d)")
# A number of several levels only before words: alone it is a decimal.
_LEADING = regex.compile(
    r"\s*(?:\p{Thai}{2,12}ที่\s*)?[(]?(?:(?P<number>\d{1,3})\s?(?:[.)](?!\d)|$|\s)|(?P<number>\d{1,2}(?:\.\d{1,2}){1,2})[.)]?\s?\p{L})"
)
_COUNTS = 0.5  # share of steps that count on, from which numbers below each other are a numbering
_NAME_REACH = 80


def order_factors(setting: Setting) -> Iterator[Factor]:
    """Chains of numbers that follow each other, and numbers that stand beside what they number."""
    chains: dict[tuple[str, int, int], list[int]] = {}
    for _, block in setting.document.blocks():
        if isinstance(block, Line):
            _extend(chains, ("lines", 0, 0), _leading(setting, block))
        else:
            _down_columns(setting, chains, block)
            for cell in _cells(block):
                yield from _pairs(setting, _inside(setting, cell))
    for chain in chains.values():
        yield from _pairs(setting, chain)
    yield from _named(setting)


def _extend(chains: dict[tuple[str, int, int], list[int]], key: tuple[str, int, int], index: int | None) -> None:
    if index is not None:
        chains.setdefault(key, []).append(index)


def _down_columns(setting: Setting, chains: dict[tuple[str, int, int], list[int]], table: Table) -> None:
    """Leading numbers of a column go on over page breaks, in tables as wide."""
    for row in table.rows:
        for column, cell in enumerate(row):
            if not cell.inherited:
                _extend(chains, ("column", table.width, column), _leading(setting, cell))


def _cells(table: Table) -> Iterator[Cell]:
    return (cell for row in table.rows for cell in row if not cell.inherited)


def _leading(setting: Setting, holder: Line | Cell) -> int | None:
    """The reading that numbers a line or a cell, or is all of it."""
    start, end = spans_of(holder)[0]
    match = _LEADING.match(setting.text, start, end)
    return setting.at(match.start("number")) if match else None


def _inside(setting: Setting, cell: Cell) -> list[int]:
    """The readings that number the items of one cell."""
    found = [setting.at(match.start("number")) for span in cell.spans for match in _MARK.finditer(setting.text, *span)]
    return [index for index in found if index is not None]


def _pairs(setting: Setting, chain: list[int]) -> Iterator[Factor]:
    """A tie between neighbours, where most of them, as they look, count on or begin anew."""
    steps = [(one, other) for one, other in pairwise(chain) if one != other]
    likely = [_weigh_next([setting.likeliest(one), setting.likeliest(other)]) for one, other in steps]
    if sum(weight >= _RESTART for weight in likely) > _COUNTS * len(steps):
        for step in steps:
            yield Factor(step, _weigh_next, "numbering", _ODD)


def _weigh_next(texts: Sequence[str | None]) -> float:
    one, other = texts
    if one is None or other is None:
        return _GAP
    before, here = _parts(one), _parts(other)
    if not before or not here:
        return _ODD
    if here in _followers(before):
        return _NEXT
    if here == before:
        return _AGAIN
    if here[-1] == 1:
        return _RESTART
    near = len(here) == len(before) and here[:-1] == before[:-1] and 0 < here[-1] - before[-1] <= 3
    return _GAP if near else _ODD


def _parts(text: str) -> tuple[int, ...]:
    pieces = text.strip(".").split(".")
    return tuple(map(int, pieces)) if all(piece.isdigit() for piece in pieces) else ()


def _followers(parts: tuple[int, ...]) -> list[tuple[int, ...]]:
    """What may come next: the number counted up at any depth, or a first item below it."""
    return [(*parts, 1), *((*parts[:depth], parts[depth] + 1) for depth in range(len(parts)))]


def _named(setting: Setting) -> Iterator[Factor]:
    """The number of an indicator, by the name behind it or in the next cell of its row."""
    for _, block in setting.document.blocks():
        if isinstance(block, Line):
            yield from _beside_name(setting, _leading(setting, block), setting.text[slice(*block.span)])
            continue
        for row in block.rows:
            lead: int | None = None
            for cell in row:
                text = setting.document.read(cell).strip()
                index = _leading(setting, cell)
                yield from _beside_name(setting, lead if index is None and lead is not None else index, text)
                lead = index if _LONE.fullmatch(text) else None


def _beside_name(setting: Setting, index: int | None, text: str) -> Iterator[Factor]:
    """A table may count the indicators anew under each instrument."""
    if index is None or not text:
        return
    end = setting.seen[index].span[1]
    behind = setting.behind(index, _NAME_REACH).lstrip(" .):")
    subject = subject_of(behind) or subject_of(text)
    if subject is None or subject.no is None or end is None:
        return
    first = min(no for no, (_, instrument) in official().items() if instrument == subject.instrument)
    whole, within = str(subject.no), str(subject.no - first + 1)

    def weigh(texts: Sequence[str | None]) -> float:
        told = texts[0].strip(".") if texts[0] else None
        return _NAMED if told == whole else _WITHIN if told == within else _UNNAMED

    yield Factor((index,), weigh, "numbering", _UNNAMED)
