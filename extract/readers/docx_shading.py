"""Month and quarter columns of a Word table whose only content is shading: such a cell gets the character ``■``."""

from collections import defaultdict
from typing import TYPE_CHECKING

from extract.readers.docx_text import W, value_of
from extract.tables.months import MARK, month_columns
from normalise.digits import to_arabic

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEAD_ROWS = 6
_WHITE = 245  # of 255 in every colour
_PLAIN = ("clear", "nil", None)


class MonthShades:
    """Which columns of a table stand for months, as far as the rows read so far tell."""

    def __init__(self) -> None:
        self._labels: dict[int, list[str]] = defaultdict(list)
        self._columns: set[int] = set()
        self._rows = 0

    def shown(self, cell: "_Element", column: int, text: str) -> str:
        """The text of a cell that begins in a column, or the mark that its shading stands for."""
        return MARK if not text and column in self._columns and is_shaded(cell) else text

    def note(self, texts: list[tuple[int, int, str]]) -> None:
        """Take in a row: texts with the columns ``[left, right)`` they stand over."""
        self._rows += 1
        if self._columns or self._rows > _HEAD_ROWS:
            return
        for left, right, text in texts:
            label = to_arabic(" ".join(text.split()))
            for column in range(left, right):
                if label and label not in self._labels[column]:
                    self._labels[column].append(label)
        width = max(self._labels, default=-1) + 1
        self._columns = set(month_columns([self._labels[column] for column in range(width)]))


def is_shaded(cell: "_Element") -> bool:
    """True for a cell with a pattern, or with a ground that is neither automatic nor white."""
    shading = cell.find(f"{W}tcPr/{W}shd")
    if shading is None:
        return False
    fill = shading.get(f"{W}fill", "auto")
    try:
        colours = bytes.fromhex(fill)
    except ValueError:
        return value_of(shading) not in _PLAIN
    return min(colours, default=255) < _WHITE
