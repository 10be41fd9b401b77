"""Measures written as forms in tables: one field a row, its label on the left ("ผู้รับผิดชอบ | กองคลัง"), or several."""

from extract.tables.columns import heading_of
from extract.tables.forms import Form, form_to_sheet
from extract.tables.labels import MEASURE, Field, field_of
from extract.tables.sheet import Sheet
from extract.tables.titled import names_measure
from schemas.document import Cell, Document, Table

_KNOWN_SHARE = 0.5  # of the labels of a form
_FIELD = 2  # cells of one: the label and the value


def table_to_form(document: Document, parts: list[Table], page: int) -> Sheet | None:
    """The sheet of a table whose rows are fields of measures; None for any other table.

    parts: the table, in pieces where page breaks cut it. page: the one it begins on.
    """
    form, titles = Form(), list[Cell]()
    for cut, row in ((nth > 0 and row is table.rows[0], row) for nth, table in enumerate(parts) for row in table.rows):
        if not _takes(document, form, titles, row, page, cut=cut):
            return None
    sheet = form_to_sheet(form)
    if sheet is None or _known_share(form) < _KNOWN_SHARE:
        return None
    sheet.titles, sheet.parts = titles, parts
    sheet.pages = sorted({*sheet.pages, *(at for row in parts[-1].rows for cell in row for at, _ in cell.boxes)})
    return sheet


def _labelled(document: Document, own: list[Cell], page: int, *, first: bool) -> Field | None:
    """A field of two cells; none where both are headings that open the table: the header of one of two columns."""
    if len(own) != 2:
        return None
    text = " ".join(document.read(own[0]).split()).rstrip(" :")
    item = field_of(text, own[0].spans[0], own[1], page)
    names = item.heading is not None and item.heading.role == "measure"
    heads = first and not names and heading_of(document.read(own[1]).strip()) is not None
    return None if heads or not text else item


def _pairs_or_name(document: Document, row: list[Cell], own: list[Cell], page: int) -> list[Field]:
    """The fields of a row of several, each with its label on the left, or the name of the measure alone; else none.

    None where a label is no known heading, or a value is one.
    """
    if len(own) == 1 and own[0] is row[0] and names_measure(document.read(own[0])):
        return [Field(MEASURE, (own[0].spans[0][0],) * 2, heading_of(MEASURE), own[0], page)]
    values = [heading_of(document.read(cell).strip()) for cell in own[1::2]]
    if len(own) <= _FIELD or any(value and value.strong for value in values):
        return []  # headings side by side head columns
    labels = own[::2] if len(own) % 2 == 0 else []
    fields = [_labelled(document, own[nth : nth + 2], page, first=False) for nth in range(0, 2 * len(labels), 2)]
    known = [item for item in fields if item and item.heading and item.heading.strong]
    return known if len(known) == len(fields) else []


def _continue(form: Form, cell: Cell) -> None:
    if form.last:
        value = form.last.value
        form.last.value = Cell((*value.spans, *cell.spans), boxes=value.boxes + cell.boxes)


def _end_label(item: Field, rest: str) -> None:
    """A page break cut the label in two: this is its rest, and nothing of the value stands beside it."""
    item.label = "".join((item.label, *rest.split()))
    item.heading = heading_of(item.label)


def _known_share(form: Form) -> float:
    fields = [item for group in form.groups for item in group]
    return sum(item.heading is not None for item in fields) / len(fields)


def _takes(document: Document, form: Form, titles: list[Cell], row: list[Cell], page: int, *, cut: bool) -> bool:
    """Put a row into the form, or among the titles above it; False where it belongs to no form.

    cut: it is the first behind a page break.
    """
    own = [cell for cell in row if not cell.inherited and document.read(cell).strip()]
    if items := _pairs_or_name(document, row, own, page):
        for item in items:
            form.add(item)
        return True
    label = _labelled(document, own, page, first=not form.groups)
    if len(own) == 1 and (row[0].inherited or not document.read(row[0]).strip()):
        _continue(form, own[0])
    elif label and (label.heading or form.groups):
        form.add(label)
    elif own and len(own) <= _FIELD and form.last and cut:
        _end_label(form.last, document.read(own[0]))
    elif own and len(own) <= _FIELD and not form.groups:
        titles.append(own[0])
    else:
        return not own
    return True
