"""What all records have in common, and the reading of a number that several of them hold."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from schemas.readings import State


class Record(BaseModel):
    """Base of every record: unknown fields are an error, so that a typing slip cannot become data."""

    model_config = ConfigDict(extra="forbid")


class Reading(Record):
    """A number read off a picture, twice: ``first`` by the text engine, ``second`` by the digit recogniser.

    ``text`` is the number in Arabic digits as believed, or as guessed where it is unread. ``confidence`` is the
    recogniser's, 0 to 1. ``state``: "agreed" where the two leave no doubt, "settled" where ``witness`` removed it (a
    sum such as "row-sum" or "weighted-mean", "change", "numbering", "year"), "unread" where nothing did: no value then.
    """

    raw: str
    text: str
    first: str
    second: str
    confidence: Annotated[float, Field(ge=0, le=1)]
    state: State
    witness: str | None = None
