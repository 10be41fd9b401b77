"""A sample on paper, so to speak: what a file without a server carries of it, and what it brings back.

A sheet is a sample with its values as the machine gave them. ``prongsai report`` writes it into an HTML file; that
file gives it back as JSON together with the verdicts given in it, and ``prongsai review --import`` puts those into the
journal of a run. What comes back is a stranger's file: it is validated whole, and speaks only of values and places.
"""

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator

from prongsai.review.exchanged import read_exchanged
from prongsai.review.plans import Plan
from prongsai.review.samples import Item, Sample
from prongsai.review.store import Verdict
from schemas.errors import UsageError
from schemas.place import Place
from schemas.record import Record

LARGEST = 100_000_000  # bytes of a file of verdicts
_Moment = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")]
_Hash = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
_Name = Annotated[str, Field(min_length=1, max_length=60)]


class SheetItem(Record):
    """One value of the sample, as :class:`prongsai.review.store.Subject`, with its stratum."""

    position: Annotated[int, Field(ge=1)]
    sha256: _Hash
    document_id: str
    source: str
    path: str
    kind: str
    reader: str
    confidence: str
    machine: Any
    raw: str | None
    places: list[Place]


class Population(Record):
    """What a sample was drawn of; a stratum is reader, field, confidence, and how many values it holds."""

    documents: Annotated[int, Field(ge=0)]
    fields: Annotated[int, Field(ge=0)]
    tool_version: str
    strata: list[tuple[str, str, str, Annotated[int, Field(ge=0)]]]


class Sheet(Record):
    """A sample as it was drawn: when, by whom, from which seed, by which plan, of which population."""

    run: str
    tool_version: str
    at: _Moment
    auditor: str
    seed: str
    plan: Plan
    population: Population
    items: list[SheetItem]

    @field_validator("items")
    @classmethod
    def _numbered_once(cls, items: list[SheetItem]) -> list[SheetItem]:
        if len({item.position for item in items}) < len(items):
            raise ValueError("two values have one position")
        return items


class Given(Record):
    """A verdict given on a sheet. ``typed``: the inputs of a correction by name, as typed; null for none."""

    position: Annotated[int, Field(ge=1)]
    verdict: Verdict
    at: _Moment
    auditor: _Name
    note: Annotated[str, Field(max_length=2_000)] | None = None
    typed: dict[str, Annotated[str, Field(max_length=100_000)]] | None = None


class VerdictFile(Record):
    """What an HTML file of ``prongsai report`` saves: its sheet, and the verdicts given in it, at most one a value."""

    verdicts_version: Literal["1.0"]
    sheet: Sheet
    verdicts: list[Given]


def sample_to_sheet(sample: Sample, items: list[Item], run: str) -> Sheet:
    """The sheet of a sample. Values that the run no longer has are left out."""
    found = [
        SheetItem.model_validate(
            {
                "position": item.position, "sha256": item.sha256, "document_id": item.document_id,
                "source": item.subject.source, "path": item.path, "kind": item.subject.kind,
                "reader": item.stratum.reader, "confidence": item.stratum.confidence, "machine": item.subject.machine,
                "raw": item.subject.raw, "places": item.subject.places,
            }
        )
        for item in items
        if item.subject is not None
    ]  # fmt: skip
    return Sheet(
        run=run, tool_version=sample.population["tool_version"], at=sample.at, auditor=sample.auditor,
        seed=sample.seed, plan=sample.plan, population=Population.model_validate(sample.population), items=found,
    )  # fmt: skip


def read_verdicts(path: Path) -> VerdictFile:
    """Read what an HTML file saved. Raises UsageError, which names the file and what is wrong with it."""
    if path.is_file() and path.stat().st_size > LARGEST:
        raise UsageError(f"{path}: larger than {LARGEST:,} bytes")
    return read_exchanged(path, VerdictFile, "verdicts")
