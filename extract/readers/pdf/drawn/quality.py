"""A verdict on each page, from what can be measured, and the measurements behind it."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from extract.readers.pdf.drawn.glyphs import UNKNOWN
from extract.readers.pdf.drawn.objects import Drawing
from extract.readers.pdf.drawn.raw import Box
from schemas.document import Quality
from schemas.vocabulary import built_in

# A mark above or below needs a consonant; a tone, thanthakhat or nikhahit needs one, or a vowel mark on one.
_ILLEGAL = re.compile(r"(?<![ก-ฮ])[ัิ-ฺ็]|(?<![ก-ฮัิ-ู])[่-๎]")

_LEAST_TEXT = 8  # fewer characters are a stamp or a page number on a scan
_FEW_SHAPES = 12  # more may be letters drawn as shapes
_COVERING = 0.6  # share of the page an image covers before text on it may be a scan's layer
_SPARSE = 100  # characters: fewer on a covered page may be a typed line on a scan of the rest
_GARBAGE_THAI = 0.2  # a layer with less Thai than this ...
_GARBAGE_LATIN = 0.4  # ... and more Latin than this is no Thai page's text
# Signs that no Thai report is full of: a layer made of them has numbers of glyphs for characters. 704 pages of public
# PDFs have 0.11 at most, but for noise over scans; 60 whose characters the writer's program lost have 0.38 or more.
_NOISE = re.compile(f"[{UNKNOWN}\u00a1-\u00b6\u00b8-\u024f!\"#$%&'*+;<=>?@\\[\\]^_`{{|}}~\\\\]")
_GARBAGE_NOISE, _LEAST_NOISE = 0.25, 30  # a share, and how many characters
# Such signs within words: กา/ปฏิบัติ for การปฏิบัติ. The same public PDFs have 0.023 of their Thai characters at most.
_SIGNS = frozenset("!#$%&'*+/;<=>?@[\\]^_`{|}~")
_WITHIN = re.compile(r"(?<=[ก-๎])[!#-'*+/;-@\[-`{-~](?=[ก-๎])")
_GARBAGE_WITHIN, _LEAST_WITHIN = 0.04, 20
_DOUBTFUL_ILLEGAL = 20.0  # per 1,000 Thai characters
_DOUBTFUL_UNKNOWN = 0.02
_DOUBTFUL_BARE, _LEAST_BARE = 0.2, 3  # of frequent words that stand without their mark, and how many of them


def page_figures(text: str, images: list[Box], width: float, height: float, mended: dict[str, int]) -> dict[str, float]:
    """Measure a page. Shares are 0-1; ``illegal_per_1000`` is of Thai characters; other figures are counts.

    ``noise_share``, on pages with much of it: of signs that no text is full of; ``signs_in_words_share`` likewise.
    ``bare_words_share``, on pages that have some: of frequent words with a mark, those that stand without it.
    """
    kinds: Counter[str] = Counter()
    letters = Counter(text)
    for letter, count in letters.items():
        kinds[_kind(letter)] += count
    written = kinds.total() - kinds["white"]
    thai = kinds["thai"]
    figures: dict[str, float] = {"characters": written}
    for kind in ("thai", "latin", "private", "unknown"):
        figures[f"{kind}_share"] = round(kinds[kind] / written, 4) if written else 0.0
    if (noise := len(_NOISE.findall(text))) >= _LEAST_NOISE:
        figures["noise_share"] = round(noise / written, 3)
    if sum(letters[sign] for sign in _SIGNS) >= max(_LEAST_WITHIN, _GARBAGE_WITHIN * thai):
        within = len(_WITHIN.findall(text))
        figures |= {"signs_in_words_share": round(within / thai, 3)} if within >= _LEAST_WITHIN else {}
    figures["illegal_per_1000"] = round(1000 * len(_ILLEGAL.findall(text)) / thai, 1) if thai else 0.0
    figures["image_share"] = round(_coverage(images, width, height), 3)
    bare = len(_bare_words().findall(text)) if thai else 0
    if bare >= _LEAST_BARE:
        whole = sum(text.count(row["word"]) for row in built_in("bare_words")["row"])
        figures["bare_words_share"] = round(bare / (bare + whole), 3)
    return figures | mended


@cache
def _bare_words() -> re.Pattern[str]:
    """The bare forms, but for those whose mark stands apart, or has become something else than a letter."""

    def barred(sign: str, letters: Iterable[str]) -> str:
        return "".join(f"(?{sign}{letter})" for letter in letters)

    forms = [
        barred("<!", row.get("before", ())) + row["bare"] + barred("!", row.get("after", ()))
        for row in built_in("bare_words")["row"]
    ]
    return re.compile(rf"(?:{'|'.join(forms)})(?!\s?[^\sก-ฮะาำเ-ไA-Za-z0-9(])")


@cache
def _kind(letter: str) -> str:
    if letter.isspace():
        return "white"
    if "\u0e01" <= letter <= "\u0e5b":
        return "thai"
    if "\ue000" <= letter <= "\uf8ff":
        return "private"
    if letter == UNKNOWN:
        return "unknown"
    return "latin" if letter <= "\u024f" and letter.isalpha() else "other"


def is_all_text(drawing: Drawing, text: str) -> bool:
    """Whether a page shows nothing but its text: no picture, hardly a shape, no letters without characters."""
    shapes = len(drawing.areas) + len(drawing.strokes) + len(drawing.across) + len(drawing.down)
    return not drawing.images and shapes < _FEW_SHAPES and (bool(text) or not drawing.order)


def is_covered(figures: dict[str, float]) -> bool:
    """Whether pictures cover a page, so that its layer may be what a machine read in them."""
    return figures["image_share"] >= _COVERING


def is_noise(figures: dict[str, float]) -> bool:
    """Whether characters are numbers of glyphs: of all, or of one letter in every word."""
    noise, within = figures.get("noise_share", 0.0), figures.get("signs_in_words_share", 0.0)
    return noise > _GARBAGE_NOISE or within > _GARBAGE_WITHIN


def judge_page(figures: dict[str, float], *, all_text: bool) -> Quality:
    """none: no text to speak of; garbage: a layer of Latin noise over a scan, or of signs that are no text anywhere.

    doubtful: marks or letters often wrong, marks often missing, or a few words over a picture of a page; repaired:
    characters were decided by ink or stand in private areas; clean: nothing of that. ``all_text``: the page shows
    nothing else, so that a few words are what it says.
    """
    if not figures["characters"] or (figures["characters"] < _LEAST_TEXT and not all_text):
        return "none"
    foreign = figures["thai_share"] < _GARBAGE_THAI and figures["latin_share"] > _GARBAGE_LATIN
    if foreign and is_covered(figures):
        return "garbage"
    if is_noise(figures):
        return "garbage"
    if is_covered(figures) and figures["characters"] < _SPARSE:
        return "doubtful"
    if figures["illegal_per_1000"] > _DOUBTFUL_ILLEGAL or figures["unknown_share"] > _DOUBTFUL_UNKNOWN:
        return "doubtful"
    if figures.get("bare_words_share", 0.0) > _DOUBTFUL_BARE:
        return "doubtful"
    mended = any(name.startswith("ink_") for name in figures)
    return "repaired" if mended or figures["private_share"] > 0 or figures["illegal_per_1000"] > 0 else "clean"


def _coverage(images: list[Box], width: float, height: float) -> float:
    """Share of the page under images: of bands where scanners cut a page into strips, the sum."""
    total = 0.0
    for x0, top, x1, bottom in images:
        wide, high = min(x1, width) - max(x0, 0.0), min(bottom, height) - max(top, 0.0)
        total += max(wide, 0.0) * max(high, 0.0)
    return min(total / (width * height), 1.0) if width * height else 0.0
