"""Drawings inside drawings, counted before they are drawn.

A form may draw others many times over, so a few kilobytes can ask for millions of objects; pdfium expands them all when
it loads the page. The graph of forms stands in the file's plain bytes, so it is counted there first.
"""

import re
import zlib
from functools import cache

from extract.readers.pdf.drawn.limits import Limits
from schemas.errors import LimitExceeded

_FORM = re.compile(rb"/Subtype\s*/Form\b")
_NUMBER = re.compile(rb"(\d+)\s+\d+\s*$")
_NAMED = re.compile(rb"/([^\s/<>\[\]()]+)\s+(\d+)\s+\d+\s+R\b")
_ELSEWHERE = re.compile(rb"/(?:Resources|XObject)\s+(\d+)\s+\d+\s+R\b")
_DRAW = re.compile(rb"/([^\s/<>\[\]()]+)\s+Do\b")
_LONGEST_CONTENT = 1_000_000  # bytes of a form that are looked through


def check_forms(data: bytes, name: str, limits: Limits) -> None:
    """Raise LimitExceeded where forms are nested too deep or would be drawn too often."""
    forms = dict(_find_forms(data)) if data.count(b"/Form") > 2 else {}

    @cache
    def measure(number: int, depth: int) -> int:
        if depth > limits.form_depth:
            raise LimitExceeded(name, f"forms nested more than {limits.form_depth} deep", "limit_size")
        total = 1
        for target, times in forms[number].items():
            if target in forms:
                total += times * measure(target, depth + 1)
        return total

    if any(measure(number, 1) > limits.forms for number in forms):
        raise LimitExceeded(name, f"forms that draw one another more than {limits.forms} times", "limit_size")


def _find_forms(data: bytes) -> list[tuple[int, dict[int, int]]]:
    """Each form's object number, and how often it draws which others."""
    forms = []
    for match in _FORM.finditer(data):
        start = data.rfind(b" obj", 0, match.start())
        stream = data.find(b"stream", match.end())
        number = _NUMBER.search(data, max(start - 24, 0), max(start, 0))
        if number and stream > 0:
            forms.append((int(number[1]), _drawn(data, data[start:stream], stream + len(b"stream"))))
    return forms


def _drawn(data: bytes, head: bytes, start: int) -> dict[int, int]:
    """Object numbers of the forms a form may draw, and how often it does."""
    named = _NAMED.findall(head)
    for elsewhere in _ELSEWHERE.findall(head):
        found = re.search(rb"(?<!\d)%s\s+\d+\s+obj\b(.*?)endobj" % elsewhere, data, re.S)
        named += _NAMED.findall(found[1]) if found else []
    if not named:
        return {}
    content = _content(data, head, start)
    drawn: dict[int, int] = {}
    calls = [call[1] for call in _DRAW.finditer(content)]
    for key, number in named:
        if times := calls.count(key):
            drawn[int(number)] = drawn.get(int(number), 0) + times
    return drawn


def _content(data: bytes, head: bytes, start: int) -> bytes:
    start += 2 if data[start : start + 2] == b"\r\n" else 1
    if b"/FlateDecode" not in head:
        end = data.find(b"endstream", start)
        return data[start : min(end if end > 0 else len(data), start + _LONGEST_CONTENT)]
    try:
        return zlib.decompressobj().decompress(data[start:], _LONGEST_CONTENT)
    except zlib.error:
        return b""
