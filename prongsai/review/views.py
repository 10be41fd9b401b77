"""A value beside its source: which picture or which lines are shown, and what is marked on them."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from prongsai.review.render import Renderer
from prongsai.review.seek import seek_in_text
from prongsai.review.sources import open_source

Place = dict[str, Any]
Missing = Literal["gone", "changed", "large", "undrawn"]

MARGIN = 26.0  # points around a marked box in the close-up
NARROWEST = 280.0
_CLOSE_UPS = 3
_AROUND = 30  # lines before and after what is marked, in a long text
_WHOLE = 250  # lines up to which a text is shown whole
_LONGEST_LINE = 1_500
_BESIDE = 500  # characters around what is marked, in a long line


class Box(NamedTuple):
    """A rectangle in points from the page's top left."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PageView:
    """A page with boxes. ``close_up`` is the part of the page around them; None where that is nearly all of it."""

    number: int
    width: float
    height: float
    boxes: list[Box]
    close_up: Box | None
    png: bytes


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a text in pieces, ``(text, marked)``. ``cut`` where only a part of a long line is shown."""

    number: int
    pieces: list[tuple[str, bool]]
    cut: bool = False


@dataclass(frozen=True, slots=True)
class SourceView:
    """What of a source is shown: a page, or lines; or why neither. ``pages`` is how many the document has.

    near: a page for each close-up, in order; a value that runs over a page break has more than one.
    sought: what is marked was looked for, since the record keeps no place; the same words may stand elsewhere too.
    """

    page: PageView | None = None
    near: tuple[PageView, ...] = ()
    lines: list[TextLine] | None = None
    missing: Missing | None = None
    pages: int = 1
    sought: bool = False


def view_source(
    report: dict[str, Any], places: list[Place], renderer: Renderer, run: Any, page: int | None = None,
    wanted: str | None = None,
) -> SourceView:  # fmt: skip
    """The source of a report with ``places`` marked, opened at ``page`` or where the first place is.

    ``wanted`` are words to look for where there are no places.
    """
    source, about = open_source(report, run), report["source"]
    pages = max(about["pages"], 1)
    if source.data is None:
        return SourceView(missing=source.missing, pages=pages)
    if not source.paged:
        text = renderer.text(about["sha256"], source.data, about["name"])
        if text is None:
            return SourceView(missing="undrawn", pages=pages)
        found = seek_in_text(text, wanted) if wanted and not places else []
        marked_lines = mark_lines(text, [place for place in places or found if "line" in place])
        return SourceView(lines=marked_lines, pages=pages, sought=bool(found))
    found = renderer.seek(about["sha256"], source.data, wanted) if wanted and not places else []
    places = places or found
    boxed = [place for place in places if "bbox" in place]
    marked = list(dict.fromkeys(int(place["page"]) for place in boxed))[:_CLOSE_UPS]
    number = page or (marked[0] if marked else 1)
    drawn = {at: _page(renderer, about["sha256"], source.data, at, boxed) for at in {number, *marked}}
    near = tuple(view for at in marked if (view := drawn[at]) and view.close_up)
    if drawn[number] is None:
        return SourceView(near=near, missing="undrawn", pages=pages, sought=bool(found))
    return SourceView(drawn[number], near, pages=pages, sought=bool(found))


def _page(renderer: Renderer, sha256: str, data: bytes, number: int, places: list[Place]) -> PageView | None:
    picture = renderer.page(sha256, data, number)
    if picture is None:
        return None
    boxes = [_box(place["bbox"]) for place in places if place["page"] == number]
    near = close_up(boxes, picture.width, picture.height)
    return PageView(number, picture.width, picture.height, boxes, near, picture.png)


def _box(bbox: list[float]) -> Box:
    x0, top, x1, bottom = bbox
    return Box(round(x0, 2), round(top, 2), round(x1 - x0, 2), round(bottom - top, 2))


def close_up(boxes: list[Box], width: float, height: float) -> Box | None:
    """The part of the page around all boxes, wide enough to read; None where it would be most of the page."""
    if not boxes:
        return None
    left, top = min(box.x for box in boxes) - MARGIN, min(box.y for box in boxes) - MARGIN
    right, bottom = max(box.x + box.width for box in boxes) + MARGIN, max(box.y + box.height for box in boxes) + MARGIN
    lacking = max(0.0, NARROWEST - (right - left)) / 2
    left, right = left - lacking, right + lacking
    aside = max(0.0, -left) - max(0.0, right - width)  # where it would hang over the edge of the page
    left, right = left + aside, right + aside
    left, right = max(0.0, left), min(width, right)
    top, bottom = max(0.0, top), min(height, bottom)
    if (right - left) * (bottom - top) > 0.7 * width * height:
        return None
    return Box(round(left, 2), round(top, 2), round(right - left, 2), round(bottom - top, 2))


def mark_lines(text: str, places: list[Place]) -> list[TextLine]:
    """The lines of a text around the marked characters, or all of a short one. Places count from 1."""
    starts = [0]
    at = text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    marks = sorted(
        (begin, begin + place["length"])
        for place in places
        if place["line"] <= len(starts)
        for begin in (starts[place["line"] - 1] + place["column"] - 1,)
    )
    shown = _lines_to_show(starts, marks)
    ends = [*(start - 1 for start in starts[1:]), len(text)]
    return [_line(text, number, starts[number], ends[number], marks) for number in shown]


def _lines_to_show(starts: list[int], marks: list[tuple[int, int]]) -> list[int]:
    if len(starts) <= _WHOLE:
        return list(range(len(starts)))
    shown: set[int] = set()
    for begin, end in marks or [(0, 0)]:
        first, last = bisect_right(starts, begin) - 1, bisect_right(starts, end) - 1
        shown.update(range(max(0, first - _AROUND), min(len(starts), last + _AROUND + 1)))
    return sorted(shown)[:_WHOLE]


def _line(text: str, number: int, start: int, end: int, marks: list[tuple[int, int]]) -> TextLine:
    own = [(max(begin, start), min(stop, end)) for begin, stop in marks if begin < end and stop > start]
    first, last = start, end
    if end - start > _LONGEST_LINE:
        first = max(start, own[0][0] - _BESIDE) if own else start
        last = min(end, max(own[-1][1] + _BESIDE, first + _LONGEST_LINE) if own else first + _LONGEST_LINE)
        last = min(last, first + 20 * _LONGEST_LINE)
    pieces, at = [], first
    for begin, stop in own:
        begin, stop = max(begin, at), min(stop, last)
        if begin >= stop:
            continue
        if at < begin:
            pieces.append((text[at:begin], False))
        pieces.append((text[begin:stop], True))
        at = stop
    if at < last:
        pieces.append((text[at:last], False))
    return TextLine(number + 1, pieces, cut=(first, last) != (start, end))
