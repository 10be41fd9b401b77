"""Characters read for others, where only words can tell: a rule offers arcs, the likelihood of words takes them or not.

A rule looks at a text only where the text holds something that Thai does not write. It reads the words around each find
and makes the changes that leave fewer letters outside words, or are far likelier. A text in which that happened often
is damaged all over: it is read whole, with lower penalties, and a change near a sure one need only be likelier.
"""

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from normalise.repair.confusions import CONFUSIONS, Confusion
from normalise.repair.likelihood import beside, read, read_plain
from schemas.trace import Edit, Span

_SURE, _CLEARLY, _MANY, _OFTEN = 8.0, 8.0, 3, 2000
_NEAR = 200


class _Found(NamedTuple):
    """The changes of one stretch; ``sure`` when they leave fewer letters outside words, or are far likelier."""

    edits: list[Edit]
    sure: bool


def reread(text: str, name: str) -> list[Edit]:
    """Return the edits of the confusion ``name``, sorted and disjoint, in coordinates of ``text``."""
    confusion = CONFUSIONS[name]
    finds = confusion.finds(text)
    if not finds:
        return []
    found = [_read_unit(text, unit, name, _SURE) for unit in _units_around(text, finds, confusion)]
    edits = [edit for part in found if part.sure for edit in part.edits]
    if len(edits) < max(_MANY, len(text) // _OFTEN):
        return edits
    units = (unit.span() for unit in confusion.unit.finditer(text))
    return _kept([_read_unit(text, unit, name, confusion.relaxed) for unit in units], confusion.reach)


def _kept(found: list[_Found], reach: int) -> list[Edit]:
    """Sure changes, and those that are likelier within reach of a sure one."""
    sure = [part.edits[0].start for part in found if part.sure]
    kept = [part for part in found if part.sure or (part.edits and _is_near(part.edits[0].start, sure, reach))]
    return [edit for part in kept for edit in part.edits]


def _is_near(at: int, sure: list[int], reach: int) -> bool:
    place = bisect_left(sure, at)
    return any(abs(other - at) < reach for other in sure[max(0, place - 1) : place + 1])


def _units_around(text: str, finds: list[int], confusion: Confusion) -> Iterator[Span]:
    """The stretches that hold the finds, each once, in order."""
    done = -1
    for at in finds:
        if at >= done:
            left, right = beside(text, at, at, _NEAR)
            first, last = max(done, at - len(left)), at + len(right) + _NEAR
            unit = next(unit for unit in confusion.unit.finditer(text, first, last) if unit.end() > at)
            yield unit.span()
            done = unit.end()


def _read_unit(text: str, unit: Span, name: str, penalty: float) -> _Found:
    start, end = unit
    edits, sure = _reading(text[start:end], name, penalty)
    return _Found([Edit(edit.start + start, edit.end + start, edit.new) for edit in edits], sure)


@lru_cache(maxsize=16384)
def _reading(unit: str, name: str, penalty: float) -> tuple[tuple[Edit, ...], bool]:
    arcs = CONFUSIONS[name].arcs(unit, penalty)
    if not arcs:
        return (), False
    plain, reading = read_plain(unit), read(unit, [*arcs, *CONFUSIONS[name].rival_arcs(unit, penalty)])
    own = frozenset(arcs)
    edits = tuple(Edit(arc.start, arc.end, arc.new) for arc in reading.arcs if arc in own)
    return edits, bool(edits) and (reading.unknown < plain.unknown or reading.cost + _CLEARLY < plain.cost)
