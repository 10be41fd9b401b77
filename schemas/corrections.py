"""What persons put in place of values, and the file that carries it from the auditors' desk to the next conversion."""

from typing import Annotated, Any, Literal

from pydantic import Field

from schemas.place import Place
from schemas.record import Record

CorrectionState = Literal["applied", "agreed", "outdated", "gone", "refused"]


class Correction(Record):
    """A person's value for one value of the report, and what became of it.

    path: the value by what it is ("measures/m3/steps", "scores/indicator.4.2567/score"). pointer: the same value by
    where it stands in this report (JSON Pointer, RFC 6901); null where it is gone. machine: what was read this time;
    null where nothing was. person: what the person put in its place. at: UTC, ISO 8601. state: "applied", the person's
    value stands in the report; "agreed", the machine reads that value by itself now; "outdated", it reads another value
    than the person saw; "gone", the value, or its place in the source, is there no more; "refused", the schema does
    not take the person's value. Unless applied, the machine's reading stands and ``reason`` says why. The record's raw
    text, places and evidence are those of the reading, always.
    """

    path: str
    pointer: str | None = None
    machine: Any = None
    person: Any = None
    auditor: str
    at: str
    note: str | None = None
    state: CorrectionState
    reason: str | None = None


class OverlayItem(Record):
    """A correction with the source it is for: ``sha256`` of its bytes. ``at`` is UTC, ISO 8601.

    machine, raw, places: the value, the text as read and where it stands, as the person saw them.
    """

    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    document_id: str
    path: str
    machine: Any
    raw: str | None = None
    places: list[Place] = Field(default_factory=list)
    person: Any
    auditor: str
    at: str
    note: str | None = None


class Overlay(Record):
    """A file of corrections, for any number of sources; at most one for each value."""

    overlay_version: Literal["1.0"] = "1.0"
    schema_version: str
    corrections: list[OverlayItem]
