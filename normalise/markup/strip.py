"""Mark-up off a text: tags become line ends or nothing, entities the characters they stand for.

What a browser shows on a line of its own gets one line end before it, however many tags meet there. List items get
their number or bullet, and a tab for each level of nesting, unless they bring one of their own. Cells are parted by
tabs, rows by line ends. Only real HTML tags are mark-up (:mod:`normalise.markup.tags`); Markdown's marks go too (see
:mod:`normalise.markup.markdown`).
"""

import re
from dataclasses import dataclass, field

from normalise.markup.markdown import markdown_edits
from normalise.markup.nesting import ListStack, has_own_mark
from normalise.markup.tags import Token, attribute, scan
from schemas.trace import Edit, Trace

# Mark-up escaped twice, or put together by the removal of other mark-up, shows only in what a round leaves. Honest
# texts need one or two; the limit keeps a text of nothing but nested tags from taking a round for each.
_ROUNDS = 4
_SPACES = " \u00a0"
_INDENT = re.compile(" {2,}")
_ADDRESS = re.compile(r"(?:mailto:|tel:)?((?<=:)\S+|https?://\S+|www\.\S+)\Z", re.IGNORECASE)


def strip_markup(trace: Trace) -> None:
    """Take HTML and Markdown off the text: steps "markup" and "markdown", none where there is nothing to take.

    No characters are put in across the bounds of a cell, be they ``<td>`` tags or tabs and line ends of the text.
    """
    is_source = bool(trace.steps)
    for _ in range(_ROUNDS):
        steps = len(trace.steps)
        trace.apply("markup", markup_edits(trace.text))
        trace.apply("markdown", markdown_edits(trace.text))
        if len(trace.steps) == steps:
            break
    if is_source:
        trace.apply("markup", _source_spaces(trace))


def _source_spaces(trace: Trace) -> list[Edit]:
    """In HTML a line end of the source, with the indent behind it, is one space. (Its reader has made it spaces.)"""
    spans = (match.span() for match in _INDENT.finditer(trace.text))
    return [Edit(*span, " ") for span in spans if "\n" in trace.raw[slice(*trace.back(*span))]]


def markup_edits(text: str) -> list[Edit]:
    """The edits that take tags and entities off ``text``, in order and disjoint."""
    if "<" not in text and "&" not in text:
        return []
    stripper = _Stripper(text)
    for token in scan(text):
        stripper.take(token)
    stripper.flush()
    return stripper.edits


@dataclass(slots=True)
class _Run:
    """Tags that meet with nothing but spaces between: together they make one line end, or none.

    item: where its last ``<li>`` begins, -1 = it has none; tabs, mark: what goes before that item's words.
    anchor: how many edits stand before an ``<a>`` that has no words so far, -1 = no such.
    """

    edits: list[Edit] = field(default_factory=list)
    block: bool = False
    item: int = -1
    tabs: str = ""
    mark: str = ""
    anchor: int = -1
    address: str = ""


class _Stripper:
    """Takes tokens in order. A run of tags is held back until it is known what follows it."""

    def __init__(self, text: str) -> None:
        self.edits: list[Edit] = []
        self._text, self._run, self._lists = text, _Run(), ListStack()
        self._rows = [0]  # cells met in the present row, one count a table that is open
        self._done = 0  # no later edit may begin before this
        self._opens = 0  # here a cell, or the text, begins: no line end is wanted

    def take(self, token: Token) -> None:
        gap = self._text[self._run.edits[-1].end if self._run.edits else self._done : token.start]
        if gap.strip(_SPACES):
            self.flush()
            self._lists.pass_text(gap)
        if token.kind == "cell":
            self._take_cell(token)
        elif token.kind == "entity":
            self.flush()
            self._add(token.start, token.end, token.value)
        else:
            self._take_into_run(token)

    def flush(self, closes: bool = False) -> None:
        """Turn the run into edits. ``closes``: a cell ends right behind it."""
        run, self._run = self._run, _Run()
        if not run.block:
            for edit in run.edits:
                self._add(*edit)
            return
        text, start, end = self._text, run.edits[0].start, run.edits[-1].end
        left, right = self._before(start), self._behind(end)
        closes = closes or right == len(text) or text[right] in "\n\t"
        opens = left == self._opens or text[left - 1] in "\n\t"
        split = right if run.item < 0 else run.item
        self._add(left, start, "")
        self._add(start, split, "" if opens or (closes and run.item < 0) else "\n")
        if run.item >= 0:
            self._add(split, right, "" if closes else run.tabs if has_own_mark(text, right) else run.tabs + run.mark)

    def _take_into_run(self, token: Token) -> None:
        run = self._run
        if token.kind == "anchor":
            self._take_anchor(token)
            return
        if token.kind not in ("inline", "space", "dropped"):
            run.block, run.anchor = True, -1
        if token.kind == "item":
            run.item = -1
            if not token.closing:
                run.item, (run.tabs, run.mark) = token.start, self._lists.item(token)
        elif token.kind == "list":
            if token.closing:
                self._lists.close()
            else:
                self._lists.open(token)
        elif token.kind == "row":
            self._take_row(token)
        run.edits.append(Edit(token.start, token.end, " " if token.kind == "space" else ""))

    def _take_row(self, token: Token) -> None:
        self._lists.clear()
        if token.name == "table":
            if not token.closing:
                self._rows.append(0)
            elif len(self._rows) > 1:
                self._rows.pop()
        elif not token.closing:
            self._rows[-1] = 0

    def _take_cell(self, token: Token) -> None:
        self.flush(closes=token.closing)
        self._lists.clear()
        between = self._text[self._done : token.start].strip(_SPACES)
        start = token.start if between else self._done
        self._add(start, token.end, "\t" if self._rows[-1] and not token.closing else "")
        if not token.closing:
            self._rows[-1] += 1
            self._opens = token.end

    def _take_anchor(self, token: Token) -> None:
        """A link keeps its words. One that has none keeps its address, if that is one people can use."""
        run = self._run
        if not token.closing:
            run.anchor, run.address = len(run.edits), _address(token)
        elif run.anchor >= 0 and run.address:
            start, address = run.edits[run.anchor].start, run.address
            del run.edits[run.anchor :]
            self.flush()
            self._add(start, token.end, address)
            return
        run.edits.append(Edit(token.start, token.end, ""))

    def _before(self, at: int) -> int:
        while at > self._done and self._text[at - 1] in _SPACES:
            at -= 1
        return at

    def _behind(self, at: int) -> int:
        while at < len(self._text) and self._text[at] in _SPACES:
            at += 1
        return at

    def _add(self, start: int, end: int, new: str) -> None:
        if start < end or new:
            self.edits.append(Edit(start, end, new))
            self._done = end


def _address(token: Token) -> str:
    match = _ADDRESS.match(attribute(token.value, "href") or "")
    return match[1] if match else ""
