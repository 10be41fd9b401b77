"""The stretches of a text that are read as one: paragraphs and cells."""

import re
from bisect import bisect_right

from schemas.document import Cell, Document, Line
from schemas.trace import Span

_MARKER = re.compile(r"[-•●*▪–]|\d{1,2}\s*[.)]|[(]\d{1,2}[)]")


class Passages:
    """Paragraphs and cells as intervals of the clean text.

    lines: one interval a paragraph: lines that stand together, where none opens with a list marker of its own.
    spans: paragraphs and cells together, in the order of the text; they do not overlap.
    cut: the ends of cells that a page break may have cut: those of the last row of a table right before another table.
    """

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self.lines: list[Span] = []
        self.cut: set[int] = set()
        cells: set[Span] = set()
        run: Span | None = None
        last_row: list[Cell] = []
        for _, block in document.blocks():
            if isinstance(block, Line):
                run, last_row = self._grow(run, block), []
                continue
            self._close(run)
            self.cut.update(end for cell in last_row for _, end in cell.spans)
            run, last_row = None, block.rows[-1] if block.rows else []
            cells.update(span for row in block.rows for cell in row if not cell.inherited for span in cell.spans)
        self._close(run)
        self.spans = sorted([*self.lines, *cells])
        self._lines = frozenset(self.lines)
        self._starts = [start for start, _ in self.spans]

    def _grow(self, run: Span | None, line: Line) -> Span:
        if run and not line.gap and not _MARKER.match(self._text, *line.span):
            return run[0], line.span[1]
        self._close(run)
        return line.span

    def _close(self, run: Span | None) -> None:
        if run and run[0] < run[1]:
            self.lines.append(run)

    def is_line(self, span: Span) -> bool:
        """Whether a passage is a paragraph, not a cell."""
        return span in self._lines

    def around(self, at: int) -> Span:
        """The passage that holds position ``at``; ``(at, at)`` where none does."""
        index = bisect_right(self._starts, at) - 1
        if index >= 0 and at < self.spans[index][1]:
            return self.spans[index]
        return at, at

    def behind(self, at: int, most: int) -> list[Span]:
        """Up to ``most`` passages that begin behind position ``at``."""
        index = bisect_right(self._starts, at)
        return self.spans[index : index + most]
