"""HTML files: tables, and the lines of prose a browser would show between them."""

import re
from collections.abc import Iterator

from extract.readers.html_tables import find_tables
from normalise.markup.tags import Token, scan
from schemas.document import Block, Document, Line, Page, TextPlaces
from schemas.trace import Edit, Span, Trace

# Elements that browsers set apart by margins. Source: HTML Living Standard, section 15.3.
_SET_APART = "blockquote dl fieldset figure h1 h2 h3 h4 h5 h6 hr menu ol p pre table td th title ul"
_SPACED = frozenset(_SET_APART.split())
_LINE_ENDS = re.compile(r"[\t\n\f\r]+")
_PRE = re.compile(r"<pre\b.*?(?:</pre\b|\Z)", re.IGNORECASE | re.DOTALL)
_VISIBLE = re.compile(r"[^\s\u00a0\u200b](?:.*[^\s\u00a0\u200b])?", re.DOTALL)


def read_html(raw: str) -> Document:
    """Read an HTML file, decoded. Spans are intervals of ``raw``, mark-up included; cleaning takes that off.

    A line end of the source is a space to HTML, except inside ``<pre>``: one step says so. It changes no offset.
    """
    trace = Trace(raw)
    trace.apply("markup", list(_source_line_ends(raw)))
    page = Page(1, list(_blocks(raw)))
    return Document(trace=trace, pages=[page], places=TextPlaces(raw), media_type="text/html", markup=True)


def _source_line_ends(raw: str) -> Iterator[Edit]:
    pre = [match.span() for match in _PRE.finditer(raw)] if "<pre" in raw.lower() else []
    start = 0
    for stop, after in [*pre, (len(raw), len(raw))]:
        for match in _LINE_ENDS.finditer(raw, start, stop):
            yield Edit(*match.span(), " " * (match.end() - match.start()))
        start = after


def _blocks(raw: str) -> Iterator[Block]:
    at = 0
    for (_, end), table in find_tables(raw, 0, len(raw)):
        first_cell = table.rows[0][0].spans[0][0]
        yield from prose_lines(raw, at, first_cell)  # a caption stands inside the table
        yield table
        at = end
    yield from prose_lines(raw, at, len(raw))


def prose_lines(raw: str, start: int, end: int) -> list[Line]:
    """The visible lines of ``raw[start:end]``: one for each block element, list item or part between ``<br>``.

    A line of a list begins at its ``<li>``, whose number or bullet becomes part of it. ``gap``: the element is one that
    browsers set apart, or an empty line stands above.
    """
    lines = _Lines(raw)
    for token in scan(raw, start, end):
        lines.take_text(start, token.start)
        lines.take(token)
        start = token.end
    lines.take_text(start, end)
    lines.end_line()
    return lines.found


class _Lines:
    def __init__(self, raw: str) -> None:
        self.found: list[Line] = []
        self._raw = raw
        self._span: Span | None = None
        self._item = -1  # where the <li> begins that waits for its words
        self._gap = True
        self._pre = False
        self._depth = 0  # lists that are open; inside them no space sets lines apart

    def take_text(self, start: int, end: int) -> None:
        if not self._pre:
            self._extend(start, end)
            return
        for line in re.finditer(r"[^\n]+|\n", self._raw[start:end]):
            if line[0] == "\n":
                self._break()
            else:
                self._extend(start + line.start(), start + line.end())

    def take(self, token: Token) -> None:
        if token.kind == "entity":
            self._extend(token.start, token.end)
        elif token.kind == "break":
            self._break()
        elif token.kind not in ("inline", "anchor", "space", "dropped"):
            self.end_line()
            self._gap = self._gap or (token.name in _SPACED and not self._depth)
            if token.name == "pre":
                self._pre = not token.closing
            elif token.kind in ("item", "list"):
                self._take_list(token)

    def _take_list(self, token: Token) -> None:
        self._item = token.start if token.kind == "item" and not token.closing else -1
        if token.kind == "list":
            self._depth = max(0, self._depth + (-1 if token.closing else 1))
            self._gap = self._gap or not self._depth

    def end_line(self) -> None:
        if self._span:
            self.found.append(Line(self._span, self._gap))
            self._span, self._gap = None, False

    def _break(self) -> None:
        if not self._span:
            self._gap = True
        self.end_line()

    def _extend(self, start: int, end: int) -> None:
        seen = _VISIBLE.search(self._raw, start, end)
        if seen and self._span:
            self._span = self._span[0], seen.end()
        elif seen:
            self._span = self._item if self._item >= 0 else seen.start(), seen.end()
            self._item = -1
