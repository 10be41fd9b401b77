"""The way from raw text to clean text, made again step by step so that it can be shown.

The steps are those of :func:`extract.clean.clean_document`, run on the value's raw text alone. On the whole page the
columns beside it help to tell a wrapped line from a real space, so the last step may differ there; the page says so.
"""

from dataclasses import dataclass
from functools import lru_cache

from schemas.trace import Edit, Trace, apply_edits

_MARKS = frozenset("ะัาำิีึืฺุูๅ็่้๊๋์ํ๎")
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
def explain(raw: str, *, markup: bool = False) -> tuple[Shown, ...]:
    """The steps that change ``raw``, in order; empty where none does, or where the text is too long to show."""
    if not raw or len(raw) > _LONGEST:
        return ()
    trace, shown, text = _cleaned(raw, markup=markup), [], raw
    for step in trace.steps:
        after = apply_edits(text, step.edits)
        if after != text:
            edits = _whole_letters(text, _narrowed(text, step.edits))
            shown.append(Shown(step.rule, len(edits), _pieces(text, edits), after))
        text = after
    return tuple(shown)


def _cleaned(raw: str, *, markup: bool) -> Trace:
    from extract.clean import clean_document
    from schemas.document import Cell, Document, Page, Table, TextPlaces

    table = Table([[Cell(((0, len(raw)),))]])
    document = Document(Trace(raw), [Page(1, [table])], TextPlaces(raw), media_type="text/html", markup=markup)
    clean_document(document)
    return document.trace


def _narrowed(text: str, edits: tuple[Edit, ...]) -> list[Edit]:
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
