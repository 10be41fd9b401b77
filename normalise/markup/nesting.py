"""Lists in mark-up: how deep an item stands and which number or bullet it gets."""

from dataclasses import dataclass
from html import unescape

import regex

from normalise.markup.tags import Token, attribute

_DEEPEST = 8
# Not by `re`: before Python 3.11.5 its possessive repeats go wrong within alternatives.
# A number or bullet that the item's own words open with; the list adds none of its own then.
_OWN = regex.compile(
    r"[-–—−•·●○◦▪■□◆▶►➢➤✓✔☑*+\uf000-\uf0ff]|o\s"
    r"|\(?\s?(?:[0-9๐-๙]{1,3}(?:\.[0-9๐-๙]{1,3})*+\s?[.):]|[0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2})++\s)"
    r"|\(?(?:[ก-ฮ]|[a-z]|[ivx]{1,4})(?:\s?\)|\.\s)"
    r"|ข้อ(?:ที่)?\s?[0-9๐-๙]",
    regex.IGNORECASE,
)
_NUMBER = regex.compile(r"\s*([0-9]{1,4})\s*\Z")
# A tab that does not indent its line: it parts two cells of a plain-text table.
_CELL_TAB = regex.compile(r"(?:\A|[^\n\t])\t")


@dataclass(slots=True)
class _List:
    ordered: bool
    next: int
    items: int = 0


class ListStack:
    """The lists that are open. Forgives lists that are never closed: a new cell begins without any."""

    def __init__(self) -> None:
        self._open: list[_List] = []

    def clear(self) -> None:
        self._open.clear()

    def open(self, token: Token) -> None:
        """A list opens. One that holds no item yet was not meant to hold this one: it was never closed."""
        if self._open and not self._open[-1].items:
            self._open.pop()
        style = (attribute(token.value, "style") or "").replace(" ", "").lower()
        ordered = token.name == "ol" and "list-style-type:none" not in style and "list-style:none" not in style
        self._open.append(_List(ordered, _number(attribute(token.value, "start")) or 1))

    def close(self) -> None:
        if self._open:
            self._open.pop()

    def item(self, token: Token) -> tuple[str, str]:
        """The tabs of the next item's level, and its mark ("3. ", "- ")."""
        if not self._open:
            return "", "- "
        level = self._open[-1]
        number = _number(attribute(token.value, "value")) if token.value else None
        number = level.next if number is None else number
        level.next, level.items = number + 1, level.items + 1
        return "\t" * min(len(self._open) - 1, _DEEPEST), f"{number}. " if level.ordered else "- "

    def pass_text(self, text: str) -> None:
        """Text stands between two tags; where it leads into another cell, the lists before it are over."""
        if self._open and "\t" in text and _CELL_TAB.search(text):
            self.clear()


def has_own_mark(text: str, at: int) -> bool:
    """Whether the words at ``at`` open with a number or bullet of their own."""
    return bool(_OWN.match(unescape(text[at : at + 24])))


def _number(value: str | None) -> int | None:
    match = _NUMBER.match(value) if value else None
    return int(match[1]) if match else None
