"""Markdown's marks off a text: bold, headings and rules. What merely looks like them stays.

A lone ``*`` is a bullet or a note mark, and ``_`` inside a word or an address belongs to it; both stay. So do runs of
more than three asterisks or two underscores inside a line, which blank something out or are to be filled in.
"""

import re
from collections.abc import Iterator

from schemas.trace import Edit

_HEADING = re.compile(r"^[ ]{0,3}(?:#{1,6}[ ]+)++(?=\S)|^[ ]*([*_-])\1{2,}[ ]*$", re.MULTILINE)
# A run of asterisks or underscores, or what no emphasis reaches over: the end of a paragraph or of a cell.
_MARK = re.compile(r"\*\*++|__++|\t|\n[ ]*+\n")
_WORD = re.compile(r"[\w@./-]", re.ASCII)


def markdown_edits(text: str) -> list[Edit]:
    """The edits that take Markdown's marks off ``text``, in order and disjoint."""
    edits: list[Edit] = []
    if "#" in text or "***" in text or "---" in text or "___" in text:
        edits += (Edit(*match.span(), "") for match in _HEADING.finditer(text))
    if "**" in text or "__" in text:
        edits = list(_disjoint(sorted([*edits, *_emphasis(text)])))
    return edits


def _emphasis(text: str) -> Iterator[Edit]:
    """Marks in pairs. The last one still open counts, since only that can belong to the next one that closes."""
    opening: re.Match[str] | None = None
    for match in _MARK.finditer(text):
        if match[0][0] not in "*_":
            opening = None
        elif len(match[0]) > (3 if match[0][0] == "*" else 2):
            continue
        elif opening and opening[0] == match[0] and _closes(text, match):
            yield Edit(*opening.span(), "")
            yield Edit(*match.span(), "")
            opening = None
        elif _opens(text, match):
            opening = match


def _opens(text: str, match: re.Match[str]) -> bool:
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return bool(after.strip()) and not (match[0][0] == "_" and _WORD.match(before))


def _closes(text: str, match: re.Match[str]) -> bool:
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return bool(before.strip()) and not (match[0][0] == "_" and _WORD.match(after))


def _disjoint(edits: list[Edit]) -> Iterator[Edit]:
    end = 0
    for edit in edits:
        if edit.start >= end:
            yield edit
            end = edit.end
