"""What persons put in place of values, and the file that carries it from the auditors' desk to the next conversion."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class Correction(BaseModel):
    """A person's value for one value of a report, as the report tells it.

    path: the value within its report, as the desk names it ("measures/m3/steps", "scores/indicator.4.2567/score").
    machine: what was read; null where nothing was. person: what stands now. applied: false, with ``reason``, where
    the reading has changed so that the value is no longer there; then the machine's reading stands.
    """

    model_config = ConfigDict(extra="forbid")

    path: str
    machine: Any
    person: Any
    auditor: str
    at: str
    applied: bool = True
    reason: str | None = None


class OverlayItem(BaseModel):
    """A correction with the source it is for. ``at`` is UTC, ISO 8601; ``places`` are those of the machine's value."""

    model_config = ConfigDict(extra="forbid")

    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    document_id: str
    path: str
    machine: Any
    raw: str | None = None
    places: list[dict[str, Any]] = Field(default_factory=list)
    person: Any
    auditor: str
    at: str
    note: str | None = None


class Overlay(BaseModel):
    """A file of corrections, for any number of sources."""

    model_config = ConfigDict(extra="forbid")

    overlay_version: Literal["1.0"] = "1.0"
    schema_version: str
    corrections: list[OverlayItem]
