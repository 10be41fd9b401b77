"""The records of tables that a user's vocabulary tells: rows of any kind, each value with its type."""

from datetime import date
from typing import Literal

from pydantic import Field

from schemas.place import Provenance
from schemas.record import Record

ValueType = Literal["text", "list", "units", "number", "money", "date", "period"]


class EntryValue(Record):
    """One value of a row. ``raw`` is what was read, ``text`` the same, mended.

    Of ``type`` "number" or "money" (baht) ``number`` is the value; of "date" and "period" ``start`` and ``end``, both
    included, the same day for a date; of "list" and "units" ``items``. Where the text gives no value of its type they
    are null and ``reason`` says why. ``inherited``: the cell is merged and begins further up.
    """

    type: ValueType
    raw: str
    text: str
    number: float | None = None
    start: date | None = None
    end: date | None = None
    items: list[str] | None = None
    reason: str | None = None
    inherited: bool = False
    provenance: Provenance


class Entry(Record):
    """One row of a table of a ``family``, which the vocabulary names.

    ``table`` is the place of the table in the report's ``tables``, from 0. ``values`` are keyed by role, or by the
    heading of a column that the family does not know. ``total``: the row sums others up, and must not be added to them.
    """

    id: str
    family: str
    table: int
    section: str | None = None
    total: bool = False
    values: dict[str, EntryValue] = Field(default_factory=dict)
