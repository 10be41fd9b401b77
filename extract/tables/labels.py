"""Labels of fields: "ผู้รับผิดชอบ: กองคลัง", "2) ระยะเวลา : ...", "มาตรการที่ 3", and such as have no colon."""

import re
from dataclasses import dataclass

import regex

from extract.tables.columns import Heading, heading_of
from extract.tables.counting import is_item
from schemas.document import Cell, Document, Line
from schemas.trace import Span

_LEAD = r"[\s*#•●▪◦➢-]*(?:[(]?\d{1,2}(?:\.\d{1,2})*[.)]*\s*)?"  # marks and numbers before a label
_LABEL = regex.compile(_LEAD + r"(?P<label>\p{Thai}[^:：\n]{1,38}?)\s*[*]*\s*[:：][\s*]*(?P<value>.*)")
# A label without a colon: a list stands below it, or behind a blank what it asks for in few words.
_BARE = regex.compile(_LEAD + r"(?P<label>\p{Thai}[^:：\n\s]{3,38})(?P<value>(?:[ \t]+\S.*)?)")
MEASURE = "มาตรการ"  # the label of a measure that has none
_BRIEF = frozenset({"responsible", "period", "budget"})
_COUNTED = re.compile(r"(?P<label>\D+?)\s*(?:ที่\s*)?(?P<no>\d{1,2})")
LISTS = frozenset({"steps", "results", "outcomes", "issues", "recommendations", "follow_up", "responsible"})


@dataclass(slots=True)
class Field:
    """A label with its text and place, the heading it is (None: a new one), and the cell of its value.

    bare: no colon stands behind the label.
    """

    label: str
    span: Span
    heading: Heading | None
    value: Cell
    page: int
    count: Span | None = None
    bare: bool = False


def field_of(text: str, span: Span, value: Cell, page: int) -> Field:
    """A field; "มาตรการที่ 2" is the label มาตรการ, and the row's number."""
    counted = _COUNTED.fullmatch(text)
    heading = heading_of(counted["label"]) if counted else None
    if counted and heading and heading.role == "measure":
        start = span[0] + text.rindex(counted["no"]) if span[1] - span[0] >= len(text) else span[0]
        return Field(counted["label"], span, heading, value, page, (start, start + len(counted["no"])))
    return Field(text, span, heading_of(text), value, page)


def line_field(document: Document, line: Line, page: int) -> Field | None:
    text = document.text
    if text.find(":", *line.span) < 0 and text.find("：", *line.span) < 0:
        return None
    match = _LABEL.fullmatch(text, *line.span)
    if match is None:
        return None
    return field_of(match["label"], match.span("label"), Cell((match.span("value"),)), page)


def bare_field(document: Document, page: int, line: Line, below: Line | None) -> Field | None:
    """A field whose label has no colon: what heads the list on the line below it, or who or when on its own line."""
    match = _BARE.fullmatch(document.text, *line.span)
    heading = heading_of(match["label"]) if match else None
    if match is None or heading is None or not heading.strong:
        return None
    listed = below is not None and heading.role in LISTS and is_item(document.text[slice(*below.span)])
    if not (heading.role in _BRIEF if match["value"] else listed):
        return None
    return Field(match["label"], match.span("label"), heading, Cell((match.span("value"),)), page, bare=True)
