"""Line ends inside a cell or a paragraph: which were made by the width of the column, and what replaces them."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import regex

from normalise.dates.months import DOTTED, NAME
from normalise.lists.markers import begins_item
from normalise.lists.status import split_status
from normalise.lists.units import head_of, is_office, is_open, opens_office, unit_at
from normalise.words.joints import REACH, THAI, THAI_LETTERS, next_unit, speaks_for_wrap
from normalise.wraps.linefit import WRAP_ODDS, width_of

_SITE = re.compile(r"(?:https?://|www\.|@)[!-~]*$")
_SITE_ENDS = re.compile(r"\.(?:th|com|org|net|info|asia|ly|gl|io|me)/?$")
_SITE_GOES_ON = re.compile(r"[a-z0-9._/?=&%-]*[./?=&%-]|[a-z0-9_-]{1,3}(?![!-~])")
# Two halves of one word or number, "\n" where the line ended: nothing belongs between them.
_GLUED = re.compile(
    rf"""\n(?:(?<=[A-Za-z]-\n)(?=[A-Za-z])            # e- / service
       | (?<=[/(“‘\[]\n)                           # มาตรการ/ / แนวทาง
       | (?=[)”’\],;])
       | (?<=\b2[45]\n)(?=\d\d\b)                  # 25 / 67
       | (?:(?<=[ีณ.ม์]2\n)|(?<=[ีณ.ม์][ ]2\n))(?=[45]\d\d\b)             # ปี 2 / 567
       | (?:(?<=[ีณ.ม์]2[45]\d\n)|(?<=[ีณ.ม์][ ]2[45]\d\n))(?=\d\b)    # ปี 256 / 7
       | (?:(?<=\d/\d/2\n)|(?<=\d/\d\d/2\n))(?=[45]\d\d\b)             # 15/1/2 / 568
       | (?:(?<=\d/\d/2[45]\d\n)|(?<=\d/\d\d/2[45]\d\n))(?=\d\b)    # 15/01/256 / 8
       | (?<=\d\n)(?=\.\d)|(?<=\d\.\n)(?=\d)       # 99. / 83
       | (?<=(?<![{THAI}])[ก-ฮ]\.\n)(?=[ก-ฮ]\.))  # พ. / ศ.""",
    re.VERBOSE,
)
# A column too narrow for its numbers parts them where a line is full: a cell that put together is such a number.
_NUMBER_CUT = re.compile(r"[-+–−]?\d{1,3}(?:(?:,\d{3})+(?:\.\d\d)?|\.\d\d)|25[4-9]\d")  # or a year
_WHOLE_LINE = regex.compile(r"^[-+–−]?(?:\d\d+|(?<!\d[ \t]*\n[ \t]*)\d)\.\d\d$", regex.MULTILINE)
_LONGEST_NUMBER = 24
# Nothing but a period; what it may follow in a sentence.
_TIME = re.compile(
    rf"(?:{NAME}|{DOTTED}|ไตรมาส|ที่|ปีงบประมาณ|ปี|พ\.ศ\.|ตลอด|ทั้ง|ถึง|และ|วันที่|เดือน|ระหว่าง|ภายใน|[\d\s\-–—,./()])+"
)
_ASKS_TIME = re.compile(r"(?:วันที่|เมื่อ|เดือน|ปี|พ\.ศ\.|ภายใน|ไตรมาส|ระหว่าง)\s*$")
_TIMED = 120  # characters
_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_REACH = 60
# Wider than any line of print: such lines are whole paragraphs (a cell of a DOCX or HTML table).
_PAGE = 6500.0
# A line that leaves more room than this, the next word counted, was ended on purpose: part of the width; at least.
_ROOM, _ROOM_LEAST = 0.2, 200.0
# A text that names units is no longer than this; what must be spare behind the next word, for fonts differ.
_UNITS, _SPARE = 240, 60.0
_BOUND, _BORNE_OUT = 2.0, 0.9
# Where no more line ends than this part have a space before them, the space was meant, and none where it lacks.
_MANY, _UNSPACED = 0.6, 1.0


class Fold(NamedTuple):
    """What replaces the line end ``[start, end)``. Open: a space stood before it, which may itself be an older wrap."""

    start: int
    end: int
    new: str
    open: bool


class LineEnd(NamedTuple):
    """White space ``[start, end)`` with a line end in it.

    begun: where the line before it begins. width: the width of that line.
    """

    begun: int
    start: int
    end: int
    width: int


class _Line(NamedTuple):
    """A line ``[start, end)`` of a text, without the white space round it."""

    start: int
    end: int
    width: int
    one_word: bool


@lru_cache(maxsize=256)
def _lines(text: str) -> tuple[_Line, ...]:
    """The lines of a cell. Its column is measured before it is healed, so each cell is asked for more than once."""
    spans = [match.span() for match in _LINE.finditer(text)]
    return tuple([_Line(start, end, width_of(text[start:end]), _is_one_word(text, start, end)) for start, end in spans])


def _is_one_word(text: str, start: int, end: int) -> bool:
    """Would no line breaker part the line?"""
    if end - start > REACH and text[start] in THAI_LETTERS:
        return False
    return " " not in text[start:end] and next_unit(text, start) >= end


def line_ends(text: str) -> list[LineEnd]:
    """Every line end of ``text`` between two lines, in order."""
    return [LineEnd(line.start, line.end, after.start, line.width) for line, after in pairwise(_lines(text))]


def widest(texts: Iterable[str]) -> float:
    """The width of the lines: the greatest that another line bears out, else the greatest; 0 without a line.

    Lines of one word do not count where there are others: a word may be wider than its column.
    """
    lines = [line for text in texts for line in _lines(text)]
    several = [line.width for line in lines if not line.one_word]
    found = sorted(several or [line.width for line in lines], reverse=True)
    borne_out = (one for one, other in pairwise(found) if other >= _BORNE_OUT * one)
    return float(next(borne_out, found[0] if found else 0))


def fold(text: str, width: float | None = None, *, typed: bool = False) -> list[Fold]:
    """What takes the wrapped line ends out of ``text``; ``width`` is that of the column's lines, if known.

    typed: the line ends are the writer's own (paragraphs, breaks); only those inside a phrase are taken out.

    A line end stays before a list mark, after a blank line, between two units that stand one a line, and where the line
    leaves room for more than the next word. Where most lines do, or lines are wider than print, nothing was wrapped.
    """
    ends = line_ends(text)
    if not ends:
        return []
    width = max(width or 0.0, widest((text,)))
    soft = _soft(text, ends, width)
    meant = {end for end in soft if (width > _PAGE or _ragged(text, end, width)) and not _binds(text, end)}
    if typed or len(meant) > len(soft) / 2:
        soft = [end for end in soft if end not in meant and _binds(text, end)]
    spaced = _spaced(text, soft)
    return [Fold(end.start, end.end, _between(text, end, spaced), end in spaced) for end in soft if end not in meant]


def seam(above: str, below: str) -> str:
    """What stands between two halves of a cell that a page break cut, which no width can tell of.

    A line end before an item, behind a statement of completion, or between two units; else what a wrap leaves.
    """
    text, at = f"{above}\n{below}", len(above)
    end = LineEnd(0, at, at + 1, width_of(above))
    stated = split_status(text).interval[1] == at
    alike = head_of(above, 0) == head_of(below, 0) != ""
    units = unit_at(above, 0) and (alike or unit_at(below, 0) not in ("", "maybe")) and not is_office(above)
    if stated or units or begins_item(text, at + 1):
        return "\n"
    return _between(text, end, set())


def _binds(text: str, end: LineEnd) -> bool:
    """Does what stands beside the line end say that nothing ends here, however short the line is?"""
    if begins_item(text, end.begun) == end.start:
        return True
    return speaks_for_wrap(text, end.start, end.end, _BOUND) or _is_glued(text, end)


def _soft(text: str, ends: Sequence[LineEnd], width: float) -> list[LineEnd]:
    """The line ends that may be wraps: not those before a list mark, behind a blank line, or between two units."""
    soft = []
    begun = ends[0].begun
    for end in ends:
        if _stays(text, end) or _parts_units(text, begun, end, width):
            begun = end.end
        else:
            soft.append(end)
    return soft


def _stays(text: str, end: LineEnd) -> bool:
    return text.count("\n", end.start, end.end) > 1 or begins_item(text, end.end) > 0


def _parts_units(text: str, begun: int, end: LineEnd, width: float) -> bool:
    """Does one unit of those responsible end here, and the next begin? ``begun``: where the one before begins.

    Two that are surely units stand one a line, and so do names of persons. Others do in a short text where the next
    word would have fitted, and the line is no bare office that its unit follows (ผู้อำนวยการ / กองคลัง).
    """
    below = text[end.end : end.end + _REACH].replace("\n", "")  # narrow columns part the words too
    behind = unit_at(below, 0)
    if not behind:
        return _parts_time(text, begun, end)
    above = text[begun : end.start].replace("\n", "")
    before = unit_at(above, 0)
    if not before or is_open(above, below):
        return False
    # Of two of one kind a word across is chance: งานอำนวย[การ / งาน]การเงิน.
    alike = head_of(above, 0) == head_of(below, 0) != ""
    if speaks_for_wrap(f"{above}\n{below}", len(above), len(above) + 1, _BOUND, across=not alike):
        return False
    if (before != "maybe" and (before == behind or alike)) or opens_office(above, below):
        return True
    if len(text) > _UNITS or (is_office(text[begun : end.start]) and behind == "unit"):
        return False
    return width - end.width - _SPARE > width_of(text[end.end : next_unit(text, end.end)])


def _parts_time(text: str, begun: int, end: LineEnd) -> bool:
    """Does a short cell say who and, on the lines below, when, and nothing else?"""
    if len(text) > _TIMED or not _TIME.fullmatch(text, end.end):
        return False
    return unit_at(text[begun : end.start], 0) == "unit" and not _ASKS_TIME.search(text, 0, end.start)


def _ragged(text: str, end: LineEnd, width: float) -> bool:
    """Does the line leave more room than what stands behind it, up to where a line may be broken, needs?"""
    room = width - end.width - max(_ROOM * width, _ROOM_LEAST)
    return room > 0 and room > width_of(text[end.end : next_unit(text, end.end)])


def _spaced(text: str, soft: Sequence[LineEnd]) -> set[LineEnd]:
    """The line ends with a space before them, if that means something: where many have none."""
    spaced = {end for end in soft if text[end.start] != "\n"}
    return spaced if len(spaced) <= _MANY * len(soft) else set()


def _between(text: str, end: LineEnd, spaced: set[LineEnd]) -> str:
    """What stands for a wrapped line end: nothing inside a word or between words of a phrase, else a space."""
    if end in spaced:
        return " "
    if text[end.start - 1] in THAI_LETTERS and text[end.end] in THAI_LETTERS:
        least = -WRAP_ODDS - (_UNSPACED if spaced else 0.0)
        return "" if speaks_for_wrap(text, end.start, end.end, least) else " "
    return "" if _is_glued(text, end) else " "


def _is_glued(text: str, end: LineEnd) -> bool:
    if len(text) <= _LONGEST_NUMBER and _is_number_cut(text):
        return True
    before, behind = text[max(0, end.start - _REACH) : end.start], text[end.end : end.end + _REACH]
    return _GLUED.search(f"{before[-8:]}\n{behind[:8]}") is not None or _site_goes_on(before, behind)


def _is_number_cut(text: str) -> bool:
    """Do the lines of a cell make one number, and no line one by itself? Behind a bare 9, 6.10 is the rest of 96.10."""
    return _NUMBER_CUT.fullmatch("".join(text.split())) is not None and not _WHOLE_LINE.search(text)


def _site_goes_on(before: str, behind: str) -> bool:
    """Is an address of the web cut: it has begun, has no end yet, and what follows looks like more of it?"""
    begun = _SITE.search(before)
    return bool(begun and not _SITE_ENDS.search(begun.group()) and _SITE_GOES_ON.match(behind))
