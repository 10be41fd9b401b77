"""Families of tables: what a user's vocabulary tells of tables that are neither measures nor scores."""

from dataclasses import dataclass

from schemas.entries import ValueType
from schemas.vocabulary import load, remembered
from schemas.vocabulary.wording import bare


@dataclass(frozen=True, slots=True)
class FamilyColumn:
    """A column of a family: the role its values get, their type, and the words that head it, longest first."""

    role: str
    type: ValueType
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """A kind of table. ``needs``: roles without which a table is not of it; the first names what a row is about."""

    name: str
    needs: tuple[str, ...]
    columns: tuple[FamilyColumn, ...]


@remembered()
def families() -> tuple[Family, ...]:
    """Every family of the vocabulary in use, in its order; none where nobody gave one."""
    return tuple(
        Family(
            row["name"],
            tuple(row["needs"]),
            tuple(FamilyColumn(column["role"], column["type"], _words(column["headings"])) for column in row["column"]),
        )
        for row in load("families")["family"]
    )


def _words(headings: list[str]) -> tuple[str, ...]:
    return tuple(sorted(map(bare, headings), key=len, reverse=True))
