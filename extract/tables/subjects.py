"""What a row of measures is about: the cell of its indicator, or of the subject that stands once for several rows."""

from extract.indicators import indicator_of
from extract.tables.sheet import Row, Sheet
from schemas.document import Cell, Document


def indicator_cell(document: Document, sheet: Sheet, row: Row) -> Cell | None:
    """The row's cell that names an indicator, in a column that is headed so; None where it is blank."""
    for column, role in enumerate(sheet.roles):
        if role == "indicator" and document.read(row.cells[column]).strip():
            return row.cells[column]
    return None


def topic_cell(document: Document, sheet: Sheet, row: Row, above: Cell | None) -> Cell | None:
    """The cell of the first column, where it has no role; ``above`` where it is blank, for it stands for these rows."""
    if sheet.roles[0] is not None:
        return None
    return row.cells[0] if document.read(row.cells[0]).strip() else above


def indicator_above(document: Document, sheet: Sheet) -> Cell | None:
    """The line right above a table or form, where it is an indicator's name and nothing else."""
    span = sheet.context[-1].span if sheet.context else (0, 0)
    return Cell((span,)) if indicator_of(document.text[slice(*span)].strip()) else None
