"""What records say of numbers that were read off pictures."""

from collections.abc import Iterable, Mapping, Sequence

from extract.scores.found import Found
from schemas.document import Cell, Document
from schemas.readings import Belief
from schemas.records import Heading, Mention, Reading
from schemas.trace import Span

UNREAD = "the number on the scan could not be read for sure"
_VALUES = frozenset({"seq", "period", "budget", "month"})
_LEADING = 3  # characters in which a number before a name begins
UNSURE_BELOW = 0.6  # confidence of a cell's text below which a person should look


def beliefs_at(document: Document, span: Span) -> list[Belief]:
    """The beliefs under an interval of the clean text; none where nothing was scanned."""
    if document.readings is None:
        return []
    return document.readings.under(*document.trace.back(*span))


def is_unread(document: Document, span: Span) -> bool:
    """True where a number in the interval is not to be believed."""
    return document.readings is not None and any(b.state == "unread" for b in beliefs_at(document, span))


def unread_reason(document: Document, span: Span) -> str | None:
    """Why a value has to be null, or None where it need not."""
    return UNREAD if is_unread(document, span) else None


def readings_at(document: Document, span: Span) -> list[Reading] | None:
    """The records of the numbers in an interval of the clean text; None where there are none."""
    return [to_record(document, belief) for belief in beliefs_at(document, span)] or None


def to_record(document: Document, belief: Belief) -> Reading:
    """One belief as a record."""
    reading = belief.reading
    return Reading(
        raw=document.trace.raw[slice(*reading.span)],
        text=belief.text,
        first=reading.first,
        second=reading.second,
        confidence=round(min(max(reading.confidence, 0.0), 1.0), 4),
        state=belief.state,
        witness=belief.witness,
    )


def without_unread(document: Document, found: list[Found], unread: Sequence[tuple[Found, Span]] = ()) -> list[Found]:
    """The same scores, with no value where the number is unread.

    ``unread`` are scores of the first look, with raw intervals: those that a changed text no longer shows are added.
    """
    if document.readings is None:
        return found
    for item in found:
        if item.what != "rating" and is_unread(document, item.span):
            item.value = None
    held = {document.trace.back(*item.span) for item in found}
    for item, span in unread:
        if span not in held and item.what == "score":
            item.value, item.span = None, document.trace.forward(*span)
            found.append(item)
    return found


def measure_readings(document: Document, held: Mapping[str, Iterable[Cell]]) -> dict[str, list[Reading]] | None:
    """The numbers of a measure's cells by role: all where a value is read from them, only the unread of texts."""
    if document.readings is None:
        return None
    found = {
        role: [
            to_record(document, belief)
            for cell in cells
            for span in cell.spans
            for belief in beliefs_at(document, span)
            if role in _VALUES or belief.state == "unread"
        ]
        for role, cells in held.items()
    }
    return {role: readings for role, readings in found.items() if readings}


def unread_roles(document: Document, held: Mapping[str, Mapping[int, list[Cell]]]) -> set[str]:
    """Roles of values in whose cells a number of a scan is unread; "name" where it stands before a measure's name.

    ``held`` are the cells of a measure by role and column.
    """
    if document.readings is None:
        return set()
    spans = {role: [s for cells in columns.values() for c in cells for s in c.spans] for role, columns in held.items()}
    roles = {role for role in ("seq", "period", "budget") if any(is_unread(document, s) for s in spans.get(role, ()))}
    name = [] if spans.get("seq") else spans.get("measure", [])[:1]
    return roles | {"name" for start, _ in name if is_unread(document, (start, start + _LEADING))}


def doubtful_roles(document: Document, held: Mapping[str, Iterable[Cell]]) -> list[str] | None:
    """The roles in whose cells text was read with little confidence; None where nothing was scanned."""
    if document.readings is None:
        return None
    return [role for role, cells in held.items() if any(is_doubtful(document, span) for c in cells for span in c.spans)]


def is_doubtful(document: Document, span: Span) -> bool:
    """True where text in the interval was read with little confidence."""
    if document.readings is None:
        return False
    start, end = document.trace.back(*span)
    texts = document.readings.texts
    return any(text.confidence < UNSURE_BELOW for text in texts if text.span[0] < end and text.span[1] > start)


def note_heading(document: Document, heading: Heading, mentions: list[Mention]) -> None:
    """Put beside the heading's year and dates the readings behind them, where it was read off pictures."""
    if document.readings is None:
        return
    period, noted = heading.reporting_period, {}
    if heading.fiscal_year:
        noted["fiscal_year"] = _of_year(document, heading.fiscal_year.be)
    if heading.report_date:
        noted["report_date"] = _of_mention(mentions, heading.report_date.isoformat())
    if period and period.start:
        noted["reporting_period"] = _of_mention(mentions, f"{period.start}/{period.end}")
    heading.readings = {field: readings for field, readings in noted.items() if readings}


def _of_year(document: Document, year: int) -> list[Reading]:
    """The first place that says the year, and is believed."""
    beliefs = document.readings.beliefs if document.readings else []
    said = (belief for belief in beliefs if belief.state != "unread" and belief.text in (str(year), str(year - 543)))
    return [to_record(document, belief) for _, belief in zip(range(1), said, strict=False)]


def _of_mention(mentions: list[Mention], value: str) -> list[Reading]:
    return next((mention.readings for mention in mentions if mention.value == value and mention.readings), [])
