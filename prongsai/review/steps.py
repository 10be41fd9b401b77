"""The way from raw text to clean text, made again step by step so that it can be shown.

The steps are those of :func:`extract.clean.clean_document`, run on the value's raw text alone. On the whole page the
cells around it help to tell a wrapped line from a real space, so the last step is taken from the value itself.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from prongsai.review.fields import Field
from schemas.trace import Edit, Trace, apply_edits

_MARKS = frozenset("ะัาำิีึืฺุูๅ็่้๊๋์ํ๎")
_WRAP = "wrap"
_WHITE = re.compile(r"\s*")
_LONGEST = 20_000  # characters; a longer text is shown without its steps


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text as a step found it. ``new`` is None where it stays, else what stands in its place."""

    old: str
    new: str | None


@dataclass(frozen=True, slots=True)
class Shown:
    """One step: its rule, how many places it changed, the text it found in pieces, and the text it left."""

    rule: str
    changes: int
    pieces: tuple[Piece, ...]
    after: str


@lru_cache(maxsize=512)
def explain(raw: str, value: str | None = None, *, markup: bool = False) -> tuple[Shown, ...]:
    """The steps that change ``raw``, in order; empty where none does, or where the text is too long to show.

    value: what became of it, where that is a text.
    """
    if not raw or len(raw) > _LONGEST:
        return ()
    shown, text = [], raw
    for rule, edits in _steps(raw, value, markup=markup):
        after = apply_edits(text, edits)
        if after != text:
            narrow = _whole_letters(text, _narrowed(text, edits))
            shown.append(Shown(rule, len(narrow), _pieces(text, narrow), after))
        text = after
    return tuple(shown)


def text_of(field: Field) -> str | None:
    """The value of a field where it is one text."""
    return field.value if isinstance(field.value, str) else None


def _steps(raw: str, value: str | None, *, markup: bool) -> Iterator[tuple[str, Sequence[Edit]]]:
    """Rules and their edits. How white space was healed the value tells, where it has the same letters."""
    text = raw
    for step in _cleaned(raw, markup=markup).steps:
        if step.rule == _WRAP and value is not None and _letters(text) == _letters(value):
            break
        yield step.rule, step.edits
        text = apply_edits(text, step.edits)
    if value is not None and _letters(text) == _letters(value):
        yield _WRAP, _white_edits(text, value.strip())


def _letters(text: str) -> str:
    return "".join(text.split())


def _white_edits(text: str, value: str) -> list[Edit]:
    """The edits that give a text the white space of a value with the same letters, within it."""
    edits: list[Edit] = []
    at, beside = len(text) - len(text.lstrip()), 0
    while beside < len(value):
        here, there = _WHITE.match(text, at), _WHITE.match(value, beside)
        if here and there and here.group() != there.group():
            edits.append(Edit(at, here.end(), there.group()))
        at, beside = (here.end() if here else at) + 1, (there.end() if there else beside) + 1
    return edits


def _cleaned(raw: str, *, markup: bool) -> Trace:
    from extract.clean import clean_document
    from schemas.document import Cell, Document, Page, Table, TextPlaces

    table = Table([[Cell(((0, len(raw)),))]])
    document = Document(Trace(raw), [Page(1, [table])], TextPlaces(raw), media_type="text/html", markup=markup)
    clean_document(document)
    return document.trace


def _narrowed(text: str, edits: Sequence[Edit]) -> list[Edit]:
    """Edits that keep the length as edits of the characters that differ: a step may rewrite the whole text."""
    found: list[Edit] = []
    for start, end, new in edits:
        if len(new) != end - start:
            found.append(Edit(start, end, new))
            continue
        for at, (old, other) in enumerate(zip(text[start:end], new, strict=True), start):
            if old == other:
                continue
            if found and found[-1].end == at:
                found[-1] = Edit(found[-1].start, at + 1, found[-1].new + other)
            else:
                found.append(Edit(at, at + 1, other))
    return found


def _whole_letters(text: str, edits: list[Edit]) -> list[Edit]:
    """Edits that begin and end with whole letters: a mark alone, or torn from its letter, cannot be seen."""
    found: list[Edit] = []
    for start, end, new in edits:
        while start > 0 and _is_mark((text[start:end] or new)[:1], new[:1]):
            start, new = start - 1, text[start - 1] + new
        while end < len(text) and _is_mark(text[end]):
            end, new = end + 1, new + text[end]
        if found and start < found[-1].end:
            begin, last, before = found.pop()
            start, new = begin, before + new[last - start :]
        found.append(Edit(start, end, new))
    return found


def _is_mark(*letters: str) -> bool:
    """Whether one of the letters stands above, below or tight behind another: Thai marks, and glyphs for them."""
    return any(letter != "" and (letter in _MARKS or "\uf700" <= letter <= "\uf71a") for letter in letters)


def _pieces(text: str, edits: list[Edit]) -> tuple[Piece, ...]:
    pieces, at = [], 0
    for start, end, new in edits:
        if at < start:
            pieces.append(Piece(text[at:start], None))
        pieces.append(Piece(text[start:end], new))
        at = end
    if at < len(text):
        pieces.append(Piece(text[at:], None))
    return tuple(pieces)
