"""What one report becomes: the records of the output contract, version 1.0.

Field names, types and meanings are fixed; a field may be added. Normalised texts have Arabic digits, composed SARA AM
and no line-wrap spaces; ``raw`` beside them keeps what was read. Years are ``be`` (Buddhist era) or ``ce``, never bare.
Dates are ISO and intervals of dates include both ends. ``None`` means not stated or not readable, never zero.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from schemas.corrections import Correction
from schemas.document import Quality, ReaderName
from schemas.entries import Entry, EntryValue
from schemas.findings import Severity
from schemas.heading import Agency, FiscalYear, Heading, Kind, ReportingPeriod, Signatory, Source
from schemas.place import Place, Provenance
from schemas.record import Reading, Record

__all__ = [
    "SCHEMA_VERSION", "Agency", "Budget", "Correction", "Entry", "EntryValue", "Evidence", "Finding", "FiscalYear",
    "Heading", "IndicatorRef", "Instrument", "Kind", "Measure", "Mention", "MentionKind", "Origin", "PageVerdict",
    "Period", "Reading", "Record", "Repair", "Report", "ReportStatus", "ReportingPeriod", "Role", "Scope", "Score",
    "Signatory", "Source", "TableKind", "TableRecord", "Unclaimed",
]  # fmt: skip

SCHEMA_VERSION = "1.0"

ReportStatus = Literal["ok", "ok_no_records", "ok_no_text", "partial"]
Scope = Literal["indicator", "instrument", "overall"]
Instrument = Literal["IIT", "EIT", "OIT"]
Origin = Literal["table", "list", "prose"]
TableKind = Literal["measures", "scores", "other", "entries"]
MentionKind = Literal["date", "date_range", "year", "fiscal_year", "phone", "email", "url", "money"]
Role = Literal[
    "seq", "section", "indicator", "measure", "steps", "responsible", "period", "month", "status", "results",
    "outcomes", "issues", "recommendations", "follow_up", "budget",
]  # fmt: skip


class IndicatorRef(Record):
    """An indicator of the ten: ``no`` 1-10 and its official name."""

    no: Annotated[int, Field(ge=1, le=10)]
    name: str


class Period(Record):
    """A period as stated. ``start`` and ``end`` are included; both null where it cannot be resolved."""

    raw: str
    start: date | None = None
    end: date | None = None


class Budget(Record):
    """Money of a measure, in baht."""

    raw: str
    amount: float | None = None


class Measure(Record):
    """One measure: what is to be done, by whom, when, and what came of it.

    ``raw`` and ``provenance`` are keyed by the role of the column, or by its heading for what is under ``other``;
    ``inherited`` names those whose cell was merged and begins further up. ``period_reason`` says why a stated period
    has no dates. ``readings`` are the numbers of a scan by role, all of ``seq``, ``period`` and ``budget`` and the
    unread of texts; ``doubtful`` names the roles whose text was read with little confidence; both null where nothing
    was scanned.
    """

    id: str
    seq: int | None = None
    section: str | None = None
    indicator: IndicatorRef | None = None
    measure: str
    steps: list[str] = Field(default_factory=list)
    responsible: list[str] = Field(default_factory=list)
    period: Period | None = None
    period_reason: str | None = None
    status: str | None = None
    results: list[str] = Field(default_factory=list)
    outcomes: list[str] = Field(default_factory=list)
    issues: list[str] = Field(default_factory=list)
    recommendations: list[str] = Field(default_factory=list)
    follow_up: list[str] = Field(default_factory=list)
    budget: Budget | None = None
    other: dict[str, str] = Field(default_factory=dict)
    raw: dict[str, str] = Field(default_factory=dict)
    provenance: dict[str, Provenance] = Field(default_factory=dict)
    inherited: list[str] = Field(default_factory=list)
    readings: dict[str, list[Reading]] | None = None
    doubtful: list[str] | None = None


class Evidence(Record):
    """One place where a score is stated; ``value`` is what that place says, which may differ from the record's.

    ``value`` is null, and ``reason`` says so, where the number stands on a scan and is unread.
    """

    origin: Origin
    raw: str
    value: float | None = None
    provenance: Provenance
    reason: str | None = None
    readings: list[Reading] | None = None


class Score(Record):
    """One score of one agency, scope and fiscal year. ``agency`` is null for the report's own.

    ``score`` is out of ``max_score``; null where every place that states it is unread. ``change_stated`` is what the
    report says changed against the year before; ``change_computed`` is the difference of the two scores where both are
    known. ``readings`` are the numbers of a scan behind ``score`` and ``change_stated``; null where there are none.
    """

    scope: Scope
    indicator_no: Annotated[int, Field(ge=1, le=10)] | None = None
    indicator_name: str | None = None
    instrument: Instrument | None = None
    fiscal_year_be: int | None = None
    fiscal_year_ce: int | None = None
    agency: str | None = None
    max_score: float = 100
    score: float | None = None
    rating: str | None = None
    change_stated: float | None = None
    change_computed: float | None = None
    indicator_no_stated: int | None = None
    evidence: list[Evidence] = Field(default_factory=list)
    readings: dict[str, list[Reading]] | None = None


class Mention(Record):
    """A date, year, contact or sum of money anywhere in the text. A range's value is ``start/end``.

    ``readings`` are the numbers of a scan in it, none of them unread: a mention with one is unclaimed text.
    """

    kind: MentionKind
    raw: str
    value: str
    provenance: Provenance
    readings: list[Reading] | None = None


class Finding(Record):
    """Something a report says wrongly about itself, by the rules of the findings register."""

    rule: str
    severity: Severity
    message_th: str
    message_en: str
    expected: str | float | None = None
    actual: str | float | None = None
    records: list[str] = Field(default_factory=list)
    provenance: Provenance | None = None


class PageVerdict(Record):
    """How well a page could be read, with the figures behind it."""

    page: int
    reader: ReaderName
    quality: Quality
    figures: dict[str, float] = Field(default_factory=dict)


class Repair(Record):
    """What was mended in the text: ``count`` times ``before`` became ``after``; the place is the first."""

    rule: str
    before: str
    after: str
    count: Annotated[int, Field(ge=1)]
    provenance: Provenance


class Unclaimed(Record):
    """Text of a measure or score table, or a damaged stretch, that ended in no record."""

    text: str
    provenance: Provenance


class TableRecord(Record):
    """A table as read, with the role found for each column; null where none was.

    A table of kind "entries" is of a family that a vocabulary told: its rows are the report's entries.
    """

    kind: TableKind
    pages: list[int]
    header: list[list[str]]
    rows: list[list[str]]
    roles: list[Role | None]
    provenance: list[Place]


class Report(Record):
    """Everything one report says, and where.

    ``corrections``: what persons put in place of values, as told to ``convert``; left out of the JSON where there are
    none.
    """

    schema_version: Literal["1.0"] = "1.0"
    document_id: str
    status: ReportStatus
    reason: str | None = None
    source: Source
    report: Heading
    measures: list[Measure] = Field(default_factory=list)
    scores: list[Score] = Field(default_factory=list)
    entries: list[Entry] = Field(default_factory=list)
    mentions: list[Mention] = Field(default_factory=list)
    findings: list[Finding] = Field(default_factory=list)
    pages: list[PageVerdict] = Field(default_factory=list)
    repairs: list[Repair] = Field(default_factory=list)
    unclaimed: list[Unclaimed] = Field(default_factory=list)
    tables: list[TableRecord] = Field(default_factory=list)
    corrections: list[Correction] = Field(default_factory=list, exclude_if=lambda corrections: not corrections)
