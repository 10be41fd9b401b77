"""Where words may stand in a source, for values whose record keeps no place: the words are looked for.

Compared are consonants, digits and Latin letters alone, so that spaces, line ends, vowels torn from their letter and
the script of digits do not matter. The first place is taken; it is shown as approximate, and never kept.
"""

from typing import Any

from prongsai.review.fields import Field

LEAST = 4  # letters; fewer stand anywhere
# A heading stands at the front, a signature at the end; reading all pages of a long file takes its time.
_FIRST_PAGES, _LAST_PAGES = 5, 2
_PLACES = {
    "report.agency.province": "จังหวัด", "report.agency.district": "อำเภอ", "report.agency.subdistrict": "ตำบล"
}  # fmt: skip
_LEADING, _BEHIND = frozenset("เแโใไ"), frozenset("ะัาำิีึืฺุูๅ็่้๊๋์ํ๎")
_THAI_ZERO, _KO, _HO = ord("๐"), ord("ก"), ord("ฮ")


def wanted_of(field: Field) -> str | None:
    """The words to look for; None for a value that has a place, or that is no words of the source."""
    if field.places or field.kind == "report.kind":
        return None
    value = field.value
    if isinstance(value, dict):
        value = value.get("raw") or value.get("name")
    if not isinstance(value, str):
        return None
    if len(_letters(value)[0]) < LEAST:
        value = _PLACES.get(field.kind, "") + value
    return value if len(_letters(value)[0]) >= LEAST else None


def seek_in_text(text: str, wanted: str) -> list[dict[str, Any]]:
    """The first place of the words in a text, as places of lines; empty where they do not stand."""
    span = find_letters(text, wanted)
    if span is None:
        return []
    places, at = [], span[0]
    while at < span[1]:
        start = text.rfind("\n", 0, at) + 1
        end = text.find("\n", at)
        stop = min(span[1], len(text) if end < 0 else end)
        if stop > at:
            places.append({"line": text.count("\n", 0, at) + 1, "column": at - start + 1, "length": stop - at})
        at = stop + 1
    return places


def seek_on_pages(data: bytes, wanted: str) -> list[dict[str, Any]]:
    """The first place of the words in a PDF's own text, one box a line of it; empty where they do not stand."""
    import pypdfium2

    if b"%PDF-" not in data[:1024]:
        return []
    with pypdfium2.PdfDocument(data) as document:
        pages = range(len(document))
        for number in (*pages[:_FIRST_PAGES], *pages[_FIRST_PAGES:][-_LAST_PAGES:]):
            page = document[number]
            if page.get_rotation() == 0 and (boxes := _boxes(page, wanted)):
                return [{"page": number + 1, "bbox": box} for box in boxes]
    return []


def _boxes(page: Any, wanted: str) -> list[list[float]]:
    """Boxes of the words on a page as displayed, in points from its top left."""
    from pypdfium2.raw import FPDFText_GetUnicode

    words, (left, _, _, top) = page.get_textpage(), page.get_cropbox()
    text = "".join(chr(FPDFText_GetUnicode(words, at)) for at in range(words.count_chars()))
    span = find_letters(text, wanted)
    if span is None:
        return []
    found = (words.get_rect(at) for at in range(words.count_rects(span[0], span[1] - span[0])))
    return _joined([[x0 - left, top - y1, x1 - left, top - y0] for x0, y0, x1, y1 in found])


def _joined(boxes: list[list[float]]) -> list[list[float]]:
    """Boxes of one line as one: marks are often drawn apart from their letters."""
    lines: list[list[float]] = []
    for x0, upper, x1, lower in boxes:
        box = lines[-1] if lines else [0.0, 0.0, 0.0, 0.0]
        apart = (box[3] - box[1]) / 3  # less than lines are apart, more than a mark is from its letter
        if lines and upper < box[3] + apart and lower > box[1] - apart:
            lines[-1] = [min(box[0], x0), min(box[1], upper), max(box[2], x1), max(box[3], lower)]
        else:
            lines.append([x0, upper, x1, lower])
    return lines


def find_letters(text: str, wanted: str) -> tuple[int, int] | None:
    """The interval of ``text`` that holds the letters of ``wanted`` first; None where it has none, or too few."""
    letters, places = _letters(text)
    sought, _ = _letters(wanted)
    at = letters.find(sought) if len(sought) >= LEAST else -1
    return None if at < 0 else _whole(text, places[at], places[at + len(sought) - 1] + 1)


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """The interval with the vowel before its first letter, and the vowels and marks behind its last."""
    if text[start - 1 : start] in _LEADING:
        start = max(0, start - 1)
    while text[end : end + 1] in _BEHIND:
        end += 1
    return start, end


def _letters(text: str) -> tuple[str, list[int]]:
    """The letters that are compared, and where each stands."""
    kept, places = [], []
    for at, sign in enumerate(text):
        code = ord(sign)
        if _THAI_ZERO <= code <= _THAI_ZERO + 9:
            kept.append(chr(code - _THAI_ZERO + ord("0")))
        elif _KO <= code <= _HO or (code < 128 and sign.isalnum()):
            kept.append(sign.lower())
        else:
            continue
        places.append(at)
    return "".join(kept), places
