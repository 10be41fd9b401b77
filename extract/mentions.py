"""Dates, years, contacts and money anywhere in a document's text, each with its place."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from extract.belief import is_unread, readings_at, unveil
from normalise.contacts import find_contacts
from normalise.dates import DateMention, find_dates
from normalise.numbers import find_money
from schemas.document import Document, Table
from schemas.place import one_or_all
from schemas.records import Mention, MentionKind, Unclaimed
from schemas.trace import Span

_KINDS: dict[str, MentionKind] = {
    "date": "date",
    "date_range": "date_range",
    "month": "date_range",
    "month_range": "date_range",
    "quarter": "date_range",
    "round": "date_range",
    "year": "year",
    "fiscal_year": "fiscal_year",
}


def document_to_mentions(document: Document) -> list[Mention]:
    """Every mention in reading order. Mentions whose value cannot be told (a month without a year) are left out."""
    return [_mention(document, *item) for item in _find(document) if not is_unread(document, item[0])]


def unread_mentions(document: Document) -> list[Unclaimed]:
    """Mentions of a scan in which a number is unread: they have no value, but a person should look at them."""
    if document.readings is None:
        return []
    text, unread = unveil(document.text), [span for span, _, _ in _find(document) if is_unread(document, span)]
    return [Unclaimed(text=text[slice(*span)], provenance=one_or_all(document.locate(*span))) for span in unread]


def dates_of(document: Document, text: str | None = None) -> list[DateMention]:
    """Every mention of time in a document, none of which goes on from one cell to the next.

    text: the document's, or one as long in which something is read otherwise.
    """
    found = _all_dates(document.text if text is None else text)
    if not any("\n" in item.raw or "\t" in item.raw for item in found):
        return list(found)
    tables = (block for _, block in document.blocks() if isinstance(block, Table))
    ends = sorted({end for table in tables for row in table.rows for cell in row for _, end in cell.spans})
    return [part for item in found for part in _parted(item, ends)]


@lru_cache(maxsize=1)
def _all_dates(text: str) -> tuple[DateMention, ...]:
    """Of the last text they are remembered, since the audit asks again."""
    return tuple(find_dates(text))


def _parted(item: DateMention, ends: list[int]) -> Iterator[DateMention]:
    """The mention, or what its parts say where a cell ends within it."""
    index = bisect_right(ends, item.start_at)
    if index == len(ends) or ends[index] >= item.end_at:
        yield item
        return
    cut = ends[index] - item.start_at
    for start, part in ((item.start_at, item.raw[:cut]), (ends[index], item.raw[cut:])):
        for found in find_dates(part):
            moved = found._replace(start_at=start + found.start_at, end_at=start + found.end_at)
            yield from _parted(moved, ends)


def _find(document: Document) -> list[tuple[Span, MentionKind, str]]:
    """Every mention, unread numbers as guessed: they must not fall out of a date and leave half of it."""
    text = unveil(document.text) if document.readings else document.text
    found: list[tuple[Span, MentionKind, str]] = []
    found += _dates(dates_of(document, text))
    found += [((start, end), kind, value) for kind, start, end, value in find_contacts(text)]
    found += [((item.start_at, item.end_at), "money", format(item.amount, "f")) for item in find_money(text)]
    return sorted(found)


def _dates(dates: Sequence[DateMention]) -> Iterator[tuple[Span, MentionKind, str]]:
    for item in dates:
        kind, span = _KINDS[item.kind], (item.start_at, item.end_at)
        if kind in ("year", "fiscal_year"):
            if item.be:
                yield span, kind, str(item.be)
        elif item.start and item.end:
            yield span, kind, item.start.isoformat() if kind == "date" else f"{item.start}/{item.end}"


def _mention(document: Document, span: Span, kind: MentionKind, value: str) -> Mention:
    start, end = document.trace.back(*span)
    return Mention(
        kind=kind,
        raw=document.trace.raw[start:end],
        value=value,
        provenance=one_or_all(document.places.locate(start, end)),
        readings=readings_at(document, span),
    )
