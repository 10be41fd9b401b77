"""The raw text of a document whose characters have no file order of their own: laid out cell by cell, line by line."""

from schemas.trace import Span


class RawText:
    """Collects characters and hands out their intervals: tabs part the cells of a row, line ends rows and lines."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0

    def add(self, text: str, end: str = "\n") -> Span:
        """Append ``text`` and then ``end``; return the interval of ``text`` alone."""
        start = self._length
        self._parts += text, end
        self._length += len(text) + len(end)
        return start, start + len(text)

    def __str__(self) -> str:
        return "".join(self._parts)
