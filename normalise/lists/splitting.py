"""Lists in one cell: the items of a text, by number, letter, bullet or dash.

Text is clean: Arabic digits, no mark-up, wraps healed; line ends where paragraphs, list items and breaks were, and a
tab behind a line end for every level that an item is indented.

1. The first mark that can begin a list says of what kind its items are; marks of other kinds, and deeper ones, are
   nested and stay inside the item they belong to.
2. Numbers must run on. At the beginning of a line one may be repeated, skipped or misread.
3. Dashes inside a line count only behind a dash that opens a line; after an introducer (ได้แก่, ดังนี้, :) those that are
   label and value, or an address, are nested.
4. Text before the first mark is an item of its own; but before bullets an introducer and its list are one item.
5. Without any mark a text is one item, unless each of its lines stands as a sentence of its own.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from normalise.lists.empties import is_empty
from normalise.lists.markers import Item, Mark, marks, trimmed
from normalise.lists.units import is_unit, split_units
from normalise.words.joints import THAI, evidence_at, first_word
from schemas.vocabulary import load

__all__ = ["Item", "introduces", "is_empty", "is_unit", "items", "split_items", "split_units"]

_SPACE = re.compile(r"\s+")
_LINE = re.compile(r"\S[^\n]*+")
_LETTER = re.compile(rf"[{THAI}A-Za-z]")
_HEAD = re.compile(rf"[{THAI}]{{1,16}}+")
# What a dash nested under an introducer looks like: label and value, an address, a telephone number.
_LABELLED = re.compile(
    r"""(?:(?!\s[-–—])[^\n:]){1,30}:(?!\d)
      | \S{0,24}[ ]?(?:https?://|www\.|[\w.]++@)
      | (?:(?!\s[-–—])[^\n]){0,24}?[ ]0[\d -]{7}""",
    re.VERBOSE,
)
_NUMBERED = ("nested", "dot", "round", "paren", "letter")
_LOOSE_BULLETS = "*o"
_INTRODUCER_WINDOW = 24
# A line of fewer letters than this is a heading or a piece, no sentence; a line end with more evidence than this of
# being a wrap parts no sentences.
_SENTENCE, _WRAP = 10, 2.0


def items(text: str) -> list[str]:
    """The texts of the items, each on one line; those that say nothing (a dash, a blank) are left out."""
    return [_SPACE.sub(" ", text[start:end]) for start, end, _ in split_items(text) if not is_empty(text[start:end])]


def split_items(text: str) -> list[Item]:
    """The items of ``text``, in order, none if it says nothing. They, their marks and white space are all of it."""
    if is_empty(text):
        return []
    found = list(marks(text))
    first = _first(text, found)
    if first is None:
        return _paragraphs(text)
    numbered = first.kind in _NUMBERED
    listed = _cut(text, _numbers(found, first) if numbered else _bullets(text, found, first))
    start, end = trimmed(text, 0, first.start)
    if start == end:
        return listed
    if not numbered and introduces(text[start:end]):
        return [Item(start, listed[-1].end, "")]
    return [Item(start, end, ""), *listed]


def introduces(text: str) -> bool:
    """Does the text end in words that a list follows (ดังนี้, ได้แก่, :)?"""
    return text[-_INTRODUCER_WINDOW:].rstrip().endswith(_words("introducers"))


def _first(text: str, found: Sequence[Mark]) -> Mark | None:
    """The mark that begins the list: one at the beginning of a line, a bullet, or a 1 that a 2 follows.

    Letters (ก. is also an abbreviation) and nested numbers (1.1 is also a figure) need a follower, but for the letter
    that opens the text.
    """
    last = {(mark.kind, mark.value): mark.start for mark in found}
    for mark in found:
        if mark.kind == "bullet" and (mark.line_start or text[mark.start] not in _LOOSE_BULLETS):
            return mark
        if mark.line_start and mark.kind in ("dash", "dot", "round", "paren"):
            return mark
        if mark.kind == "letter" and mark.value == 1 and _opens(text, mark):
            return mark
        followed = last.get((mark.kind, mark.value + 1), -1) > mark.start
        if followed and mark.value and (mark.value == 1 or mark.line_start):
            return mark
    return None


def _opens(text: str, mark: Mark) -> bool:
    """Does the mark stand first in the text, and a blank behind it? The list of one item has no follower."""
    return not text[: mark.start].strip() and text[mark.end - 1].isspace()


def _numbers(found: Sequence[Mark], first: Mark) -> list[Mark]:
    """The marks of the first one's kind, no deeper than it, that run on."""
    run = [mark for mark in found if mark.kind == first.kind and mark.start > first.start and mark.depth <= first.depth]
    chosen, last = [first], first.value
    for mark, following in zip(run, [*(mark.value for mark in run[1:]), 0], strict=bool(run)):
        misread = following == last + 2 != mark.value
        skipped = mark.value == last + 2 and following in (0, last + 3)
        again = mark.value == 1 and (following == 2 or mark.kind == "nested")
        if mark.value in (last, last + 1) or misread or skipped or again or mark.line_start:
            chosen.append(mark)
            last = last + 1 if misread else mark.value
    return chosen


def _bullets(text: str, found: Sequence[Mark], first: Mark) -> list[Mark]:
    """The bullets like the first one, or the dashes, that are not nested."""
    chosen, before, introduced = [first], first, False
    for mark in _alike(text, found, first):
        if before is chosen[-1]:
            introduced = introduces(text[before.end : mark.start])
        if not (mark.depth > first.depth or (introduced and _LABELLED.match(text, mark.end))):
            chosen.append(mark)
        before = mark
    return chosen


def _alike(text: str, found: Sequence[Mark], first: Mark) -> Iterator[Mark]:
    """The marks behind the first one that are of its kind: bullets of its shape, or dashes."""
    for mark in found:
        if mark.start > first.start and mark.kind == first.kind:
            if mark.kind == "dash" or text[mark.start] == text[first.start]:
                yield mark


def _paragraphs(text: str) -> list[Item]:
    """A text without marks: one item a line if every line is a sentence of its own, else one item.

    Wraps are healed before, so a line end that is left was meant; but it may just as well stand inside a sentence that
    was typed over two paragraphs. A line counts as a sentence if it is long enough, does not open with a word that goes
    on with what stands before (โดย, และ), and neither words nor an introducer speak for going on.
    """
    if "\n" not in text:
        return [Item(*trimmed(text, 0, len(text)), "")]
    lines = [Item(*trimmed(text, *line.span()), "") for line in _LINE.finditer(text)]
    alone = all(len(_LETTER.findall(text, line.start, line.end)) >= _SENTENCE for line in lines)
    if alone and not any(_goes_on(text, line, following) for line, following in pairwise(lines)):
        return lines
    return [Item(lines[0].start, lines[-1].end, "")]


def _goes_on(text: str, line: Item, following: Item) -> bool:
    head = _HEAD.match(text, following.start)
    if head and first_word(head.group()) in _words("continuations"):
        return True
    return introduces(text[line.start : line.end]) or evidence_at(text, line.end, following.start) > _WRAP


def _cut(text: str, chosen: Sequence[Mark]) -> list[Item]:
    ends = [*(mark.start for mark in chosen[1:]), len(text)]
    return [
        Item(*trimmed(text, mark.end, end), text[mark.start : mark.end].rstrip())
        for mark, end in zip(chosen, ends, strict=True)
    ]


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(load("connectives")[name])
