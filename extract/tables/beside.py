"""Tables cut down the middle: columns that a page was too narrow for are printed on the next one, row beside row.

Spreadsheets print so. Nothing but the rows says that the two are one: as many of them, and each as high.
"""

from extract.tables.columns import heading_of
from extract.tables.sheet import Row, Sheet

_LEAST_ROWS = 2
_SAME = 2.0  # points that two halves of a row may differ in height
_KEYS = {"measure", "seq", "indicator"}  # what the left half alone has
_LEAST_ANSWERS = 2


def stands_beside(left: Sheet, right: Sheet) -> bool:
    """The table of a further page has the columns that are missing on the right of this one."""
    if right.pages[0] <= left.pages[-1] or len(left.rows) != len(right.rows) or len(left.rows) < _LEAST_ROWS:
        return False
    if len(left.header) != len(right.header) or not left.header or "measure" not in left.roles:
        return False
    named = [heading_of(label) for label in right.labels]
    answers = {heading.role for heading in named if heading}
    if answers & _KEYS or len(answers) < _LEAST_ANSWERS or set(left.labels) & set(right.labels):
        return False
    return all(_as_high(one, two) for one, two in zip(left.rows, right.rows, strict=True))


def _as_high(one: Row, two: Row) -> bool:
    heights = [box[3] - box[1] for row in (one, two) for _, box in row.cells[0].boxes[:1]]
    return len(heights) == 2 and abs(heights[0] - heights[1]) <= _SAME


def put_beside(left: Sheet, right: Sheet) -> None:
    """Give each row of the left table the cells of its right half."""
    left.header = [[*above, *beside] for above, beside in zip(left.header, right.header, strict=True)]
    for row, half in zip(left.rows, right.rows, strict=True):
        row.cells = [*row.cells, *half.cells]
    left.labels += right.labels
    left.roles += right.roles
    left.heads += right.heads
    left.pages += [page for page in right.pages if page not in left.pages]
    left.parts += right.parts
