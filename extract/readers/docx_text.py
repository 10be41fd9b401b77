"""The text of a Word paragraph: what is shown, with its line ends and tabs; nothing that was deleted or is a code."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

PARAGRAPH, TABLE, ROW, CELL = W + "p", W + "tbl", W + "tr", W + "tc"

# Source of the names: ECMA-376 part 1, sections 17.3 (paragraphs and runs), 17.13 (annotations), 17.16 (fields).
# What only wraps what it holds; all that is not named here (deleted text, field codes, properties, notes) is not shown.
_WRAPPER_TAGS = "r ins moveTo hyperlink smartTag sdt sdtContent fldSimple customXml dir bdo ruby rubyBase"
_WRAPPERS = frozenset(W + tag for tag in _WRAPPER_TAGS.split())
_RUN, _TEXT, _HIDDEN = W + "r", (W + "t", _M + "t"), f"{W}rPr/{W}vanish"
_BREAK, _SYMBOL, _ALTERNATIVES = W + "br", W + "sym", _MC + "AlternateContent"
_BLOCK_WRAPPERS = frozenset(W + tag for tag in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))
_LITERAL = {W + "tab": "\t", W + "ptab": "\t", W + "cr": "\n", W + "noBreakHyphen": "-"}
_DRAWINGS = frozenset(W + tag for tag in ("drawing", "pict", "object"))
_SYMBOL_FONTS = ("wingdings", "webdings", "symbol")
_OFF = ("0", "false", "off")
PAGE_BREAK = "\f"


@dataclass(slots=True)
class ParagraphText:
    """``text`` has ``\\n`` for line breaks, ``\\f`` for page breaks; ``boxes`` are the text boxes anchored in it."""

    text: str = ""
    boxes: list["_Element"] = field(default_factory=list)


def paragraph_text(paragraph: "_Element") -> ParagraphText:
    """Return what the paragraph shows, without its number or bullet."""
    parts: list[str] = []
    result = ParagraphText()
    _collect(paragraph, parts, result.boxes)
    result.text = "".join(parts)
    return result


def _collect(element: "_Element", parts: list[str], boxes: list["_Element"]) -> None:
    for child in element:
        tag = str(child.tag)
        if tag in _TEXT:
            parts.append(_characters(child.text or ""))
        elif tag in _WRAPPERS or tag.startswith(_M):
            if tag != _RUN or not is_on(child.find(_HIDDEN)):
                _collect(child, parts, boxes)
        elif tag in _LITERAL:
            parts.append(_LITERAL[tag])
        elif tag == _BREAK:
            parts.append(PAGE_BREAK if child.get(W + "type") in ("page", "column") else "\n")
        elif tag == _SYMBOL:
            parts.append(_symbol(child))
        elif tag == _ALTERNATIVES:
            _collect(_alternative(child), parts, boxes)
        elif tag in _DRAWINGS:
            boxes += _boxes(child)


def _characters(text: str) -> str:
    """Line ends and tabs inside ``<w:t>`` are how the file was written, and shown as spaces; soft hyphens are not."""
    if "\n" in text or "\t" in text or "\r" in text:
        text = text.replace("\n", " ").replace("\t", " ").replace("\r", " ")
    return text.replace("\u00ad", "")


def _symbol(element: "_Element") -> str:
    """A character of a symbol font, at its private-use code, which also stands for itself where fonts are mended."""
    try:
        code = int(element.get(W + "char") or "", 16)
    except ValueError:
        return ""
    font = (element.get(W + "font") or "").lower()
    if code < 0x100 and font.startswith(_SYMBOL_FONTS):
        code += 0xF000
    return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code < 0x10000 else ""


def _alternative(element: "_Element") -> "_Element":
    """The same thing told for new and for old programs: only the first one is read."""
    choice = element.find(_MC + "Choice")
    fallback = element.find(_MC + "Fallback")
    return choice if choice is not None else fallback if fallback is not None else element


def _boxes(drawing: "_Element") -> Iterator["_Element"]:
    """The text boxes of a drawing, but for those told again for old programs and those inside other boxes."""
    for box in drawing.iter(W + "txbxContent"):
        for outer in box.iterancestors():
            if outer is drawing:
                yield box
            if outer is drawing or outer.tag in (_MC + "Fallback", box.tag):
                break


def is_on(element: "_Element | None") -> bool:
    """A yes-or-no property: there and not said to be off."""
    return element is not None and element.get(W + "val") not in _OFF


def value_of(element: "_Element | None") -> str:
    """What a property says; "" where it is missing or says nothing."""
    return "" if element is None else element.get(W + "val") or ""


def whole(value: str | None, default: int = 0) -> int:
    """A whole number; ``default`` where there is none."""
    return int(value) if value and len(value) < 10 and value.lstrip("-").isdecimal() else default


def blocks_of(element: "_Element", *tags: str) -> Iterator["_Element"]:
    """The children with these tags, also those inside content controls and marks of insertion."""
    for child in element:
        if child.tag in tags:
            yield child
        elif child.tag in _BLOCK_WRAPPERS:
            yield from blocks_of(child, *tags)
        elif child.tag == _ALTERNATIVES:
            yield from blocks_of(_alternative(child), *tags)
