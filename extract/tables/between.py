"""The lines that stand above each table, and which of them stood on an earlier place word for word: running heads."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from schemas.document import Document, Line, Table
from schemas.trace import Span

# What stands between the parts of a table on two pages: page numbers, and titles that say it goes on (ต่อ).
_PAGE_NUMBER = re.compile(r"(?:หน้า(?:ที่)?|page)?\s*[-–—(]*\s*\d{1,4}\s*(?:/\s*\d{1,4})?\s*[-–—)]*", re.IGNORECASE)
_CONTINUED = re.compile(r".*[(]\s*ต่อ\s*[)].{0,20}")


class Above(NamedTuple):
    """Lines with the numbers of their pages, and the spans of those that an earlier line says the same as."""

    lines: list[tuple[int, Line]]
    again: set[Span]


def is_page_mark(text: str) -> bool:
    """True for a page number, and for a title that says a table goes on."""
    return bool(_PAGE_NUMBER.fullmatch(text) or ("ต่อ" in text and _CONTINUED.fullmatch(text)))


def tables_with_lines(document: Document) -> Iterator[tuple[int, Table | None, Above]]:
    """Every table with its page and the lines since the one before; at last None with those behind the last table."""
    above, seen, number = Above([], set()), set[str](), 0
    for page, block in document.blocks():
        number = page.number
        if isinstance(block, Table):
            yield number, block, above
            above = Above([], set())
            continue
        text = document.text[slice(*block.span)]
        if not is_page_mark(text):
            above.lines.append((number, block))
        if text in seen:
            above.again.add(block.span)
        seen.add(text)
    yield number, None, above
