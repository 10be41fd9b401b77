"""Where a value stands in its source: a line and column of a text, or a box on a page."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Coordinate = Annotated[float, Field(description="points from the page's left or top edge, as displayed")]


class TextPlace(BaseModel):
    """A run of characters in a text. Line and column count from 1; ``length`` is in characters of the raw text."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    line: int = Field(ge=1)
    column: int = Field(ge=1)
    length: int = Field(ge=0)


class PagePlace(BaseModel):
    """A box on a page: ``[x0, top, x1, bottom]`` in points from the top left of the page as displayed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    page: int = Field(ge=1)
    bbox: tuple[Coordinate, Coordinate, Coordinate, Coordinate]


Place = TextPlace | PagePlace
Provenance = Place | list[Place]


def one_or_all(places: list[Place]) -> Provenance:
    """The places of a value as records hold them: one by itself, else the list."""
    return places[0] if len(places) == 1 else places


def as_list(provenance: Provenance) -> list[Place]:
    """The places of a value, whether it has one or several."""
    return provenance if isinstance(provenance, list) else [provenance]
