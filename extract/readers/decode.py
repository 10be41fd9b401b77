"""Bytes of a text file to characters, without mojibake: a declared order of encodings, each held to a measure."""

import codecs
from itertools import pairwise

from schemas.errors import EmptyInput, MalformedInput

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 65536
_FEW = 0.002  # so many of its bytes may be damaged before a file is no text
_CONTROL = bytes(set(range(32)) - {9, 10, 12, 13} | {127})


def decode_text(data: bytes, name: str) -> tuple[str, str]:
    """Return the characters of a text file and the encoding they were read by; line ends become ``\\n``.

    Order: byte order mark, UTF-16 without one, UTF-8, then CP874 (the superset of TIS-620). CP874 is taken only where
    its high bytes read as Thai. NUL bytes in a text are dropped as noise when they are few; so are bytes that do not
    belong, which become U+FFFD (at most 1 in 500).
    Raises EmptyInput for no text at all and MalformedInput for bytes that are no text in any of these.
    """
    text, encoding = _decode(data.removeprefix(codecs.BOM_UTF8), name)
    if "\x00" in text:
        text = text.replace("\x00", "")
    if not text.strip("\ufeff \t\r\n"):
        raise EmptyInput(name, "the file holds no text")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, encoding


def _decode(data: bytes, name: str) -> tuple[str, str]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data, encoding, name), encoding
    if wide := _utf16_without_mark(data):
        return _strict(data, wide, name), wide
    if _is_binary(data):
        raise MalformedInput(name, "binary data, not text")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        return _cp874(data, name, error)


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise MalformedInput(name, f"says it is {encoding} but is not, at byte {error.start}") from error


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 shows in its high bytes: nearly all are 0x00 (Latin) or 0x0E (Thai)."""
    sample = data[: _SAMPLE & ~1]
    for high, encoding in ((sample[1::2], "utf-16-le"), (sample[0::2], "utf-16-be")):
        low = sample[0::2] if encoding == "utf-16-le" else sample[1::2]
        wide = high.count(0) + high.count(0x0E)
        if len(high) >= 8 and wide > 0.9 * len(high) and low.count(0) < 0.1 * len(low):
            return encoding
    return None


def _is_binary(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    return len(sample) - len(sample.translate(None, _CONTROL)) > 0.02 * len(sample) + 8


def _cp874(data: bytes, name: str, error: UnicodeDecodeError) -> tuple[str, str]:
    text, few = data.decode("cp874", "replace"), len(data) * _FEW
    high = sum(1 for byte in data[:_SAMPLE] if byte >= 0xA1)  # below are quotes, dashes and the blank
    thai = sum(1 for char in text[:_SAMPLE] if "\u0e01" <= char <= "\u0e5b")
    if thai >= 0.9 * high and text.count("\ufffd") <= few and _reads_as_thai(text[:_SAMPLE]):
        return text, "cp874"
    text = data.decode("utf-8", "replace")
    if error.start > 0.99 * len(data) - 4 or text.count("\ufffd") <= few:
        return text, "utf-8"
    raise MalformedInput(name, f"neither UTF-8 (byte {error.start}), UTF-16 nor CP874 text")


def _reads_as_thai(text: str) -> bool:
    """Whether letters stand as Thai ones do; in bytes of another encoding many do not.

    Marks above and below follow a consonant or a mark, vowels are more than one in seven (in Thai, one in two
    consonants), and hardly any letter touches a Latin one.
    """
    marks = "ัิีึืฺุู็่้๊๋์ํ๎"
    misplaced = placed = touching = consonants = vowels = 0
    for before, char in pairwise(text):
        if char < "ก":
            continue
        touching += "A" <= before <= "z"
        if char <= "ฮ":
            consonants += 1
        elif char in marks:
            fits = "ก" <= before <= "ฮ" or before in marks
            placed, misplaced = placed + fits, misplaced + (not fits)
        elif char in "ะาำเแโใไ":
            vowels += 1
    vowels += placed + misplaced
    return (
        misplaced <= 0.25 * placed + 2 and touching <= 0.1 * (consonants + vowels) and vowels >= 0.15 * consonants - 2
    )
