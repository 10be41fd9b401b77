"""Text with a way back: every repair is a step of edits, and every character knows the raw interval it came from.

Intervals are half-open, ``[start, end)``, in characters.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

Span = tuple[int, int]


class Edit(NamedTuple):
    """Replace ``[start, end)`` of the text as it stood before the step by ``new``."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Step:
    """One rule's edits, in order and disjoint; intervals are in the text as the step found it."""

    rule: str
    edits: tuple[Edit, ...]


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return ``text`` with the edits made. They must be sorted and disjoint."""
    parts: list[str] = []
    at = 0
    for start, end, new in edits:
        parts += text[at:start], new
        at = end
    parts.append(text[at:])
    return "".join(parts)


_COUNTED = array("i")
_MOST_KEPT = 1 << 18


def _counted(start: int, end: int) -> "array[int]":
    """The numbers from ``start`` to ``end``; those of most texts are copied, which is faster than counting."""
    if end > _MOST_KEPT:
        return array("i", range(start, end))
    if end > len(_COUNTED):
        _COUNTED.extend(range(len(_COUNTED), end))
    return _COUNTED[start:end]


@dataclass(slots=True)
class Trace:
    """A raw text, what it has become, and the steps between.

    ``starts[i]`` and ``ends[i]`` bound the raw characters that became ``text[i]``; both never decrease. They are made
    when they are first asked for: most of the short texts that are healed never ask.
    """

    raw: str
    text: str = ""
    steps: list[Step] = field(default_factory=list)
    _starts: Sequence[int] = field(default=(), init=False, repr=False, compare=False)
    _ends: Sequence[int] = field(default=(), init=False, repr=False, compare=False)
    _waiting: list[Sequence[Edit]] = field(default_factory=list, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not self.text and not self.steps:
            self.text = self.raw
            self._starts, self._ends = range(len(self.raw)), range(1, len(self.raw) + 1)

    @property
    def starts(self) -> Sequence[int]:
        """Where the raw characters behind each character begin."""
        self._settle()
        return self._starts

    @property
    def ends(self) -> Sequence[int]:
        """Where they end."""
        self._settle()
        return self._ends

    def apply(self, rule: str, edits: Sequence[Edit]) -> None:
        """Make one step. Edits must be sorted and disjoint, in coordinates of the present text.

        An edit that keeps the length maps character by character, so that a change of digits over the whole text
        stays exact; any other edit maps each new character to the whole interval it replaced.
        """
        if not edits:
            return
        step = Step(rule, tuple(edits))
        if any(len(new) != end - start for start, end, new in step.edits):
            self._waiting.append(step.edits)
        self.text = apply_edits(self.text, step.edits)
        self.steps.append(step)

    def _settle(self) -> None:
        """Make the intervals those of the present text."""
        if self._waiting and isinstance(self._starts, range):
            self._starts, self._ends = _counted(0, len(self.raw)), _counted(1, len(self.raw) + 1)
        for edits in self._waiting:
            self._move(edits)
        self._waiting.clear()

    def _move(self, edits: Sequence[Edit]) -> None:
        """Make the intervals those of the text after ``edits``."""
        starts, ends, at = array("i"), array("i"), 0
        for start, end, new in edits:
            starts.extend(self._starts[at:start])
            ends.extend(self._ends[at:start])
            if len(new) == end - start:
                starts.extend(self._starts[start:end])
                ends.extend(self._ends[start:end])
            elif new:
                first, last = self._bounds(start, end)
                if starts and last < ends[-1]:
                    last = ends[-1]  # inserted into characters that share one interval: it belongs with them
                starts.extend([first] * len(new))
                ends.extend([last] * len(new))
            at = end
        starts.extend(self._starts[at:])
        ends.extend(self._ends[at:])
        self._starts, self._ends = starts, ends

    def _bounds(self, start: int, end: int) -> Span:
        if start < end:
            return self._starts[start], self._ends[end - 1]
        at = self._starts[start] if start < len(self._starts) else len(self.raw)
        return at, at

    def back(self, start: int, end: int) -> Span:
        """Return the smallest raw interval from which ``text[start:end]`` was made; empty in, empty out."""
        if self._waiting:
            self._settle()
        return self._bounds(start, end)

    def forward(self, start: int, end: int) -> Span:
        """Return the interval of the text that the raw interval became; empty when nothing of it is left."""
        if self._waiting:
            self._settle()
        if isinstance(self._starts, range):
            return start, end
        first = bisect_right(self._ends, start)
        return first, max(first, bisect_left(self._starts, end)) if start < end else first

    def replay(self) -> str:
        """Make all steps again from the raw text. Equal to ``text``, always: the explanation explains."""
        text = self.raw
        for step in self.steps:
            text = apply_edits(text, step.edits)
        return text
