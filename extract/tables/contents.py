"""What a column holds, told by its cells: for headings that the vocabulary does not know, or that say another thing."""

from extract.tables.columns import heading_of
from extract.tables.numbering import opens_with_number
from extract.tables.sheet import Sheet
from normalise.lists import items
from schemas.document import Document
from schemas.records import Role

_CONTENT_SHARE = 0.6
_PROSE = 20  # characters without a digit that are no period


def role_of_cells(texts: list[str], share: float) -> Role | None:
    """Return the role that at least ``share`` of the cells plainly show, or None.

    Only what cannot be mistaken is told so: periods, responsible units and statements of completion.
    """
    if len(texts) < 2:
        return None
    from normalise.dates.periods import parse_period
    from normalise.lists.splitting import is_unit
    from normalise.lists.status import is_status

    def most(holds: list[bool]) -> bool:
        return sum(holds) >= share * len(texts)

    short = [text for text in texts if len(text) <= 60]
    if len(short) < share * len(texts):
        return None
    if most([parse_period(text, 2500).start is not None for text in short]):
        return "period"
    if most([is_status(text) for text in short]):
        return "status"
    return "responsible" if most([is_unit(text) for text in short]) else None


def roles_by_content(document: Document, sheet: Sheet) -> None:
    """Give a role to a column with a new heading where most of its cells say plainly what they are."""
    missing = [
        column for column, role in enumerate(sheet.roles) if role is None and heading_of(sheet.labels[column]) is None
    ]
    if not missing or "measure" not in sheet.roles or not sheet.header:
        return
    for column in missing:
        texts = [text for row in sheet.rows if (text := document.read(row.cells[column]).strip())]
        role = role_of_cells(texts, _CONTENT_SHARE)
        if role and role not in sheet.roles:
            sheet.roles[column] = role


def lists_are_steps(document: Document, sheet: Sheet) -> None:
    """Where measures are numbered lists, one for each indicator, these are the steps of what the indicator names."""
    if "steps" in sheet.roles or not {"indicator", "measure"} <= set(sheet.roles):
        return
    indicator, measure = sheet.roles.index("indicator"), sheet.roles.index("measure")
    texts = [text for row in sheet.rows if (text := document.read(row.cells[measure]).strip())]
    lists = [text for text in texts if opens_with_number(text) and len(items(text)) > 1]
    if len(lists) > 1 and 2 * len(lists) >= len(texts):
        sheet.roles[indicator], sheet.roles[measure] = "measure", "steps"


def leave_years_of_prose(document: Document, sheet: Sheet) -> None:
    """Take the role from several columns of time that tell what is done in each year, not when: they go to `other`."""
    columns = [column for column, role in enumerate(sheet.roles) if role == "period"]
    texts = [text for row in sheet.rows for column in columns if (text := document.read(row.cells[column]).strip())]
    told = [text for text in texts if len(text) >= _PROSE and not any(map(str.isdigit, text))]
    if len(columns) > 1 and len(told) >= _CONTENT_SHARE * len(texts) > 0:
        for column in columns:
            sheet.roles[column] = None
