"""A verdict on each scanned page, and the measurements behind it."""

from typing import TYPE_CHECKING

from extract.readers.scan.engine import Symbol
from extract.readers.scan.glyphs import ReadLine
from schemas.document import Quality

if TYPE_CHECKING:
    from extract.readers.scan.paper import Paper
    from extract.readers.scan.upright import Upright

_LEAST_TEXT = 4  # symbols
_DIRT = 0.0002  # share of ink: a line of writing has ten times as much
_LOW = 0.6  # confidence of a symbol below which it is held doubtful
_NOISE = 0.6  # mean confidence of a line below which it is no text
_FEW, _SURE = 4, 0.9  # a line of so few symbols must be trusted more
_GARBAGE_MEAN, _GARBAGE_LOW = 0.55, 0.55
_DOUBTFUL_MEAN, _DOUBTFUL_LOW = 0.87, 0.08


def without_noise_lines(lines: list[ReadLine]) -> list[ReadLine]:
    """Leave out lines of prose that are pictures, stamps, signatures or dirt read as letters."""
    return [read for read in lines if read.cell is not None or not _is_noise(read.line.symbols)]


def _is_noise(symbols: list[Symbol]) -> bool:
    mean = sum(symbol.confidence for symbol in symbols) / len(symbols)
    if len(symbols) <= _FEW and not any(symbol.text.isdigit() for symbol in symbols):
        return mean < _SURE
    return mean < _NOISE


def scan_figures(lines: list[ReadLine], upright: "Upright", paper: "Paper") -> dict[str, float]:
    """Measure a page. Shares and confidence are 0-1, skew and turn degrees clockwise, other figures counts."""
    trusts = [symbol.confidence for read in lines for symbol in read.line.symbols]
    thai = sum("\u0e01" <= symbol.text[0] <= "\u0e5b" for read in lines for symbol in read.line.symbols)
    count = len(trusts)
    return {
        "characters": count,
        "thai_share": round(thai / count, 4) if count else 0.0,
        "confidence": round(sum(trusts) / count, 3) if count else 0.0,
        "low_share": round(sum(trust < _LOW for trust in trusts) / count, 4) if count else 0.0,
        "ink_share": round(float(paper.ink.mean()), 4),
        "pictures": paper.pictures,
        "dpi": round(upright.dpi),
        "skew": upright.skew,
        "turned": upright.turn,
    }


def is_blank(figures: dict[str, float]) -> bool:
    """A page of paper with nothing on it, as the backs of what is scanned on both sides."""
    return figures["ink_share"] <= _DIRT and not figures["pictures"]


def judge_scan(figures: dict[str, float]) -> Quality:
    """none: nothing was read; garbage: what was read is noise; doubtful: much of it may be wrong; else clean."""
    if figures["characters"] < _LEAST_TEXT:
        return "none"
    if figures["confidence"] < _GARBAGE_MEAN or figures["low_share"] > _GARBAGE_LOW:
        return "garbage"
    if figures["confidence"] < _DOUBTFUL_MEAN or figures["low_share"] > _DOUBTFUL_LOW:
        return "doubtful"
    return "clean"
