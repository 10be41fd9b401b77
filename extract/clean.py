"""A document as read to a document fit to be understood: mark-up off, text repaired, digits Arabic, wraps healed.

The order of the steps is written here, once:

1. mark-up (text readers only): tags become line ends or nothing, entities become characters
2. repairs of damaged Thai text, in the order of :mod:`normalise.repair.steps`
3. digits: Thai to Arabic, character by character
4. wraps: line-wrap spaces inside cells
"""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from normalise.digits import to_arabic
from normalise.lists.status import split_status
from normalise.markup import strip_markup
from normalise.repair import Repair, repair
from normalise.wraps import column_width, heal
from schemas.document import Cell, Document, Line, Table
from schemas.trace import Edit, Span, Trace


def clean_document(document: Document) -> list[Repair]:
    """Clean ``document`` in place and return what was mended.

    Afterwards every span of its pages is an interval of ``document.text``, with no white space at its ends.
    """
    trace = document.trace
    if document.markup:
        strip_markup(trace)
    repairs = repair(trace)
    arabic = to_arabic(trace.text)
    if arabic != trace.text:
        trace.apply("digits", [Edit(0, len(arabic), arabic)])
    for holder in _holders(document):
        _move(trace, holder)
    edits = sorted(_wrap_edits(document))
    trace.apply("wrap", edits)
    shift_spans(document, edits)
    return repairs


def _holders(document: Document) -> Iterator[Line | Cell]:
    for _, block in document.blocks():
        if isinstance(block, Line):
            yield block
        else:
            for row in block.rows:
                yield from row


def _move(trace: Trace, holder: Line | Cell) -> None:
    """From intervals of the raw text to trimmed intervals of the text."""
    if isinstance(holder, Line):
        holder.span = _moved(trace, holder.span)
    elif len(holder.spans) == 1:
        holder.spans = (_moved(trace, holder.spans[0]),)
    else:
        moved = tuple(_moved(trace, span) for span in holder.spans)
        holder.spans = tuple(span for span in moved if span[0] < span[1]) or moved[:1]


def _moved(trace: Trace, span: Span) -> Span:
    start, end = trace.forward(*span)
    part = trace.text[start:end]
    stripped = part.strip()
    if len(stripped) == len(part):
        return start, end
    left = start + (len(part) - len(part.lstrip()) if stripped else 0)
    return left, left + len(stripped)


def _wrap_edits(document: Document) -> Iterator[Edit]:
    seen: set[Span] = set()
    for _, block in document.blocks():
        if isinstance(block, Table):
            for column in zip(*block.rows, strict=True):
                yield from _column_edits(document, column, seen)


def _column_edits(document: Document, column: tuple[Cell, ...], seen: set[Span]) -> Iterator[Edit]:
    """Wraps of one column; its cells share a width, which helps those too short to show one of their own."""
    spans = [span for cell in column if not cell.inherited for span in cell.spans if span not in seen]
    whole = document.text
    texts = [whole[start:end] for start, end in spans]
    seen.update(spans)
    if not _has_blanks("".join(texts)):
        return
    width = column_width(texts)
    typed = document.media_type != "text/plain" and document.reader not in ("pdf", "ocr")
    for (start, _), text in zip(spans, texts, strict=True):
        edits = heal(text, width, typed=typed) if _has_blanks(text) else []
        stated = split_status(text).interval[1] if edits else 0
        for edit in edits:
            if edit.start != stated:  # what follows a statement of completion begins anew, however it is laid out
                yield Edit(start + edit.start, start + edit.end, edit.new)


def _has_blanks(text: str) -> bool:
    return " " in text or "\n" in text


def shift_spans(document: Document, edits: list[Edit]) -> None:
    """Move all spans past edits that lie inside cells and lines and never across their ends."""
    if not edits:
        return
    ends = [edit.end for edit in edits]
    shifts = [0, *accumulate(len(edit.new) - (edit.end - edit.start) for edit in edits)]

    def moved(span: Span) -> Span:
        return span[0] + shifts[bisect_right(ends, span[0])], span[1] + shifts[bisect_right(ends, span[1])]

    for holder in _holders(document):
        if isinstance(holder, Line):
            holder.span = moved(holder.span)
        else:
            holder.spans = tuple(moved(span) for span in holder.spans)
