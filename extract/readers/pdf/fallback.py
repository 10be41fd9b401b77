"""The second reader: pdfplumber, for pages that pdfium cannot load or finds nothing on.

It is seven times slower and has no ink, so what it gives is glyphs and rules; the rest of the way is the same.
"""

import io
import logging
from typing import Any

from extract.readers.pdf.drawn.glyphs import Glyphs, Run
from extract.readers.pdf.drawn.limits import Limits
from extract.readers.pdf.drawn.objects import RULE_THICKNESS, Drawing
from extract.readers.pdf.drawn.raw import Box
from extract.readers.pdf.drawn.turned import along
from extract.readers.pdf.drawn.view import View
from extract.readers.pdf.page import PageContent, lay_out
from schemas.errors import EncryptedInput, LimitExceeded, MalformedInput

_TURNS = {(1, 0): 0, (0, 1): 1, (-1, 0): 2, (0, -1): 3}


class SecondReader:
    """A file opened by pdfplumber when a page first asks for it, closed with the block."""

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        self._data, self._name, self._limits = data, name, limits
        self._document: Any = None

    def __enter__(self) -> "SecondReader":
        return self

    def __exit__(self, *_: object) -> None:
        if self._document is not None:
            self._document.close()

    def pages(self) -> int:
        """The number of pages. Raises MalformedInput or EncryptedInput."""
        if self._document is None:
            self._document = _open(self._data, self._name)
        return len(self._document.pages)

    def read(self, number: int) -> PageContent | None:
        """One page, None where pdfplumber fails on it too. Raises LimitExceeded."""
        try:
            page = self._document.pages[number - 1] if number <= self.pages() else None
            chars = page.chars if page else None
        except Exception:  # noqa: BLE001 - pdfminer raises whatever damaged bytes make it raise
            return None
        if page is None or chars is None:
            return None
        if len(chars) > self._limits.characters_a_page:
            cause = f"more than {self._limits.characters_a_page} characters on a page"
            raise LimitExceeded(self._name, cause, "limit_size")
        content = _to_content(page, chars, number, self._name, self._limits)
        page.close()
        return content


def _open(data: bytes, name: str) -> Any:
    import pdfplumber
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # damage is reported by us, once
    try:
        document = pdfplumber.open(io.BytesIO(data))
        len(document.pages)
        return document
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect | PDFEncryptionError):
            raise EncryptedInput(name, "the PDF needs a password") from error
        raise MalformedInput(name, "a damaged PDF that neither reader can open") from error
    except Exception as error:
        raise MalformedInput(name, "a damaged PDF that neither reader can open") from error


def _to_content(page: Any, chars: list[Any], number: int, name: str, limits: Limits) -> PageContent:
    left, top = page.bbox[0], page.bbox[1]
    view = View(float(page.width), float(page.height), 0, (1.0, 0.0, 0.0, -1.0, 0.0, float(page.height)))
    content = PageContent(number, view, _drawing(page, left, top, name, limits), _glyphs(chars, left, top))
    lay_out(content, {})
    content.figures["fallback"] = 1
    return content


def _drawing(page: Any, left: float, top: float, name: str, limits: Limits) -> Drawing:
    drawing = Drawing(name, limits.rules_a_page, limits.form_depth)
    edges = page.filter(may_rule).edges
    if len(edges) > limits.rules_a_page:
        raise LimitExceeded(name, f"more than {limits.rules_a_page} ruling lines on a page", "limit_size")
    for edge in edges:
        if edge["orientation"] == "h":
            drawing.across.append((edge["top"] - top, edge["x0"] - left, edge["x1"] - left))
        elif edge["orientation"] == "v":
            drawing.down.append((edge["x0"] - left, edge["top"] - top, edge["bottom"] - top))
    drawing.images = [_box(image, left, top) for image in page.images]
    return drawing


def may_rule(item: Any) -> bool:
    """The rule of :mod:`extract.readers.pdf.drawn.objects`: fat fills without a stroke are shading."""
    if item["object_type"] not in ("rect", "curve") or item["stroke"]:
        return True
    return bool(item["fill"]) and min(item["width"], item["height"]) < RULE_THICKNESS


def _box(item: Any, left: float, top: float) -> Box:
    return item["x0"] - left, item["top"] - top, item["x1"] - left, item["bottom"] - top


def _glyphs(chars: list[Any], left: float, top: float) -> Glyphs:
    """Columns and runs from pdfplumber's characters, in their order in the content."""
    placed = [(letter, char) for char in chars for letter in char["text"]]
    boxes = [_box(char, left, top) for _, char in placed]
    x0, tops, x1, bottoms = (list(side) for side in zip(*boxes, strict=True)) if boxes else ([], [], [], [])
    turns = [_turn(char) for _, char in placed]
    places = [along(box, turn) for box, turn in zip(boxes, turns, strict=True)]
    from_, to = [start for start, _ in places], [end for _, end in places]
    glyphs = Glyphs(0, "".join(letter for letter, _ in placed), x0, tops, x1, bottoms, from_, to, [])
    for index, (_, char) in enumerate(placed):
        _add_glyph(glyphs, index, turns[index], float(char["size"]), boxes[index])
    return glyphs


def _add_glyph(glyphs: Glyphs, index: int, turn: int, size: float, box: Box) -> None:
    """Lengthen the last run, or begin one."""
    x0, top, x1, bottom = box
    base = (bottom - 0.2 * size, x1, top, x0)[max(turn, 0)]
    last = glyphs.runs[-1] if glyphs.runs else None
    if last and (last.turn, last.size) == (turn, size) and abs(last.base - base) < 0.05 * size:
        if abs(glyphs.from_[index] - glyphs.to[index - 1]) < 0.12 * size:
            last.end = index + 1
            return
    glyphs.runs.append(Run(index, index + 1, index, index, base, size, turn))


def _turn(char: Any) -> int:
    a, b = char["matrix"][:2]
    length = max(abs(a), abs(b)) or 1.0
    return _TURNS.get((round(a / length), round(b / length)), -1) if min(abs(a), abs(b)) < 0.02 * length else -1
