"""Numbers and bullets that Word makes itself: they stand in no paragraph's text, yet readers of the page see them."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extract.readers.docx_text import W, is_on, value_of, whole

if TYPE_CHECKING:
    from lxml.etree import _Element

_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
# ECMA-376 part 1, 17.18.59 (ST_NumberFormat), thaiLetters: the letters still in use.
_THAI_LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_LATIN_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = {"m": 1000, "cm": 900, "d": 500, "cd": 400, "c": 100, "xc": 90, "l": 50, "xl": 40, "x": 10, "ix": 9}
_ROMAN |= {"v": 5, "iv": 4, "i": 1}
_DEEPEST = 8  # levels of a Word list count from 0


def _lettered(letters: str) -> Callable[[int], str]:
    """a, b, ... z, aa, bb: a letter repeated once more for each round."""
    return lambda number: letters[(number - 1) % len(letters)] * min(9, 1 + (number - 1) // len(letters))


def _roman(number: int) -> str:
    parts = []
    for sign, value in _ROMAN.items():
        times, number = divmod(number, value)
        parts.append(sign * min(times, 9))
    return "".join(parts)


def _thai(number: int) -> str:
    return str(number).translate(_THAI_DIGITS)


# name in ST_NumberFormat | what is shown; every name that is not here counts in Arabic digits
_FORMATS: dict[str, Callable[[int], str]] = {
    "thaiNumbers": _thai,
    "thaiCounting": _thai,  # Word spells these out (หนึ่ง สอง); as digits they are known as numbers later on
    "thaiLetters": _lettered(_THAI_LETTERS),
    "lowerLetter": _lettered(_LATIN_LETTERS),
    "upperLetter": _lettered(_LATIN_LETTERS.upper()),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "decimalZero": lambda number: f"{number:02}",
    "none": lambda _: "",
}


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str
    gap: str
    arabic: bool  # all numbers of the mark in Arabic digits, whatever the levels above say


@dataclass(slots=True)
class _List:
    """A definition of a list: ``overrides`` are the starts that this use of it sets anew."""

    count: str  # lists of one abstract definition count on together
    levels: dict[int, _Level]
    overrides: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Gives every paragraph its mark. Paragraphs must come in document order, since lists count."""

    def __init__(self, numbering: "_Element | None", styles: "_Element | None") -> None:
        self._lists = {} if numbering is None else _lists(numbering)
        self._styles = {} if styles is None else _styles(styles)
        self._counts: dict[str, dict[int, int]] = {}

    def mark(self, paragraph: "_Element") -> str:
        """The number or bullet with the space behind it, a tab before it for each level below the first; "" = none."""
        properties = paragraph.find(W + "pPr")
        if properties is None or not self._lists:
            return ""
        number, level = self._reference(properties)
        definition = self._lists.get(number)
        if definition is None or level not in definition.levels:
            return ""
        self._count(definition, level)
        return _mark(definition, level, self._counts[definition.count])

    def _reference(self, properties: "_Element") -> tuple[str, int]:
        """Which list and level: said by the paragraph, else by its style or one that this is based on."""
        number, level = _numbered(properties)
        style = value_of(properties.find(W + "pStyle"))
        for _ in range(20):  # styles may be based on each other in a circle
            if number is not None or style not in self._styles:
                break
            number, style_level, style = self._styles[style]
            level = style_level if level is None else level
        return number or "", min(max(level or 0, 0), _DEEPEST)

    def _count(self, definition: _List, level: int) -> None:
        counts = self._counts.setdefault(definition.count, {})
        start = definition.overrides.pop(level, None)
        if start is not None:
            counts[level] = start
        elif level in counts:
            counts[level] += 1
        else:
            counts[level] = definition.levels[level].start
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]


def _mark(definition: _List, level: int, counts: dict[int, int]) -> str:
    shown = definition.levels[level]
    if shown.form == "bullet":
        return "\t" * level + "- "

    def number(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        other = definition.levels.get(at, shown)
        form = _FORMATS.get("decimal" if shown.arabic else other.form, str)
        return form(max(1, counts.get(at, other.start))) if other.form != "bullet" else ""

    text = re.sub(r"%([1-9])", number, shown.text).strip()
    return "\t" * level + text + shown.gap if text else ""


def _lists(numbering: "_Element") -> dict[str, _List]:
    abstracts = {item.get(W + "abstractNumId") or "": item for item in numbering.iter(W + "abstractNum")}
    by_style = {value_of(item.find(W + "styleLink")): key for key, item in abstracts.items()}
    lists = {}
    for item in numbering.iter(W + "num"):
        key = value_of(item.find(W + "abstractNumId"))
        link = value_of(abstracts[key].find(W + "numStyleLink")) if key in abstracts else ""
        key = by_style.get(link, key) if link else key
        definition = _List(key, _levels(abstracts[key]) if key in abstracts else {})
        for override in item.iter(W + "lvlOverride"):
            start = override.find(W + "startOverride")
            if start is not None:
                definition.overrides[whole(override.get(W + "ilvl"))] = whole(value_of(start), 1)
            definition.levels |= _levels(override)
        lists[item.get(W + "numId") or ""] = definition
    return lists


def _levels(element: "_Element") -> dict[int, _Level]:
    levels = {}
    for item in element.iter(W + "lvl"):
        levels[whole(item.get(W + "ilvl"))] = _Level(
            start=whole(value_of(item.find(W + "start")), 1),
            form=value_of(item.find(W + "numFmt")) or "decimal",
            text=value_of(item.find(W + "lvlText")),
            gap="" if value_of(item.find(W + "suff")) == "nothing" else " ",
            arabic=is_on(item.find(W + "isLgl")),
        )
    return levels


def _styles(styles: "_Element") -> dict[str, tuple[str | None, int | None, str]]:
    """Style -> (list, level, the style it is based on)."""
    found = {}
    for style in styles.iter(W + "style"):
        properties = style.find(W + "pPr")
        number, level = _numbered(properties) if properties is not None else (None, None)
        found[style.get(W + "styleId") or ""] = number, level, value_of(style.find(W + "basedOn"))
    return found


def _numbered(properties: "_Element") -> tuple[str | None, int | None]:
    numbered = properties.find(W + "numPr")
    if numbered is None:
        return None, None
    number, level = numbered.find(W + "numId"), numbered.find(W + "ilvl")
    return None if number is None else value_of(number), None if level is None else whole(value_of(level))
