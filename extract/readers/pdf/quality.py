"""A verdict on each page, from what can be measured, and the measurements behind it."""

import regex

from extract.readers.pdf.glyphs import UNKNOWN
from extract.readers.pdf.raw import Box
from schemas.document import Quality

_THAI = regex.compile(r"[\u0e01-\u0e5b]+")
_LATIN = regex.compile(r"[A-Za-z\u00c0-\u024f]+")
_PRIVATE = regex.compile(r"[\ue000-\uf8ff]+")
_WRITTEN = regex.compile(r"\S+")
# A mark above or below needs a consonant; a tone, thanthakhat or nikhahit needs one, or a vowel mark on one.
_ILLEGAL = regex.compile(r"(?<![ก-ฮ])[ัิ-ฺ็]|(?<![ก-ฮัิ-ู])[่-๎]")

_LEAST_TEXT = 8  # fewer characters are a stamp or a page number on a scan
_COVERING = 0.6  # share of the page an image covers before text on it may be a scan's layer
_GARBAGE_THAI = 0.2  # a layer with less Thai than this ...
_GARBAGE_LATIN = 0.4  # ... and more Latin than this is no Thai page's text
_DOUBTFUL_ILLEGAL = 20.0  # per 1,000 Thai characters
_DOUBTFUL_UNKNOWN = 0.02


def page_figures(text: str, images: list[Box], width: float, height: float, mended: dict[str, int]) -> dict[str, float]:
    """Measure a page. Shares are 0-1; ``illegal_per_1000`` is of Thai characters; other figures are counts."""
    written = _length(_WRITTEN, text)
    thai = _length(_THAI, text)
    figures: dict[str, float] = {
        "characters": written,
        "thai_share": _share(thai, written),
        "latin_share": _share(_length(_LATIN, text), written),
        "private_share": _share(_length(_PRIVATE, text), written),
        "unknown_share": _share(text.count(UNKNOWN), written),
        "illegal_per_1000": round(1000 * len(_ILLEGAL.findall(text)) / thai, 1) if thai else 0.0,
        "image_share": round(_coverage(images, width, height), 3),
    }
    return figures | mended


def judge_page(figures: dict[str, float]) -> Quality:
    """none: no text to speak of; garbage: a layer of Latin noise over a scan; doubtful: marks or letters often wrong;

    repaired: characters were decided by ink or stand in private areas; clean: nothing of that.
    """
    if figures["characters"] < _LEAST_TEXT:
        return "none"
    foreign = figures["thai_share"] < _GARBAGE_THAI and figures["latin_share"] > _GARBAGE_LATIN
    if foreign and figures["image_share"] >= _COVERING:
        return "garbage"
    if figures["illegal_per_1000"] > _DOUBTFUL_ILLEGAL or figures["unknown_share"] > _DOUBTFUL_UNKNOWN:
        return "doubtful"
    mended = any(name.startswith("ink_") for name in figures)
    return "repaired" if mended or figures["private_share"] > 0 or figures["illegal_per_1000"] > 0 else "clean"


def _length(pattern: regex.Pattern[str], text: str) -> int:
    return sum(map(len, pattern.findall(text)))


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _coverage(images: list[Box], width: float, height: float) -> float:
    """Share of the page under images: of bands where scanners cut a page into strips, the sum."""
    total = 0.0
    for x0, top, x1, bottom in images:
        wide, high = min(x1, width) - max(x0, 0.0), min(bottom, height) - max(top, 0.0)
        total += max(wide, 0.0) * max(high, 0.0)
    return min(total / (width * height), 1.0) if width * height else 0.0
