"""The records of the file a report came from, and of what the report says it is."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from schemas.document import ReaderName
from schemas.record import Reading, Record

Kind = Literal["plan", "results", "analysis", "unknown"]


class Source(Record):
    """The file a report came from."""

    name: str
    path: str
    sha256: str
    media_type: str
    reader: ReaderName
    pages: Annotated[int, Field(ge=0)]
    bytes: Annotated[int, Field(ge=0)]


class Agency(Record):
    """The reporting agency. ``type`` is the kind its name begins with; places are names without ตำบล, อำเภอ, จังหวัด."""

    name: str | None = None
    type: str | None = None
    subdistrict: str | None = None
    district: str | None = None
    province: str | None = None


class FiscalYear(Record):
    """A Thai fiscal year: 1 October of the year before to 30 September, both included."""

    be: int
    ce: int
    start: date
    end: date


class ReportingPeriod(Record):
    """The round a report covers, where it names one. ``months`` is 6, 12 or another whole number of months."""

    raw: str
    months: int | None = None
    start: date | None = None
    end: date | None = None


class Signatory(Record):
    """The person who signed, and the position below the name."""

    name: str
    position: str | None = None


class Heading(Record):
    """What the report says it is. ``readings``: numbers of a scan by field; null where it was not read off pictures."""

    title: str | None = None
    kind: Kind = "unknown"
    agency: Agency = Field(default_factory=Agency)
    fiscal_year: FiscalYear | None = None
    reporting_period: ReportingPeriod | None = None
    report_date: date | None = None
    signatory: Signatory | None = None
    readings: dict[str, list[Reading]] | None = None
