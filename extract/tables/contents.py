"""What a column holds, told by its cells: for headings that the vocabulary does not know."""

from schemas.records import Role


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
