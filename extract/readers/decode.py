"""Bytes of a text file to characters, without mojibake: a declared order of encodings, each held to a measure."""

import codecs

from schemas.errors import EmptyInput, MalformedInput

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 65536
_CONTROL = bytes(set(range(32)) - {9, 10, 12, 13} | {127})


def decode_text(data: bytes, name: str) -> tuple[str, str]:
    """Return the characters of a text file and the encoding they were read by; line ends become ``\\n``.

    Order: byte order mark, UTF-16 without one, UTF-8, then CP874 (the superset of TIS-620). CP874 is taken only where
    its high bytes read as Thai. NUL bytes in a text are dropped as noise when they are few.
    Raises EmptyInput for no text at all and MalformedInput for bytes that are no text in any of these.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise EmptyInput(name, "the file holds no text")
    text, encoding = _decode(data, name)
    if "\x00" in text:
        text = text.replace("\x00", "")
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
    text = data.decode("cp874", "replace")
    high = sum(1 for byte in data[:_SAMPLE] if byte >= 0x80)
    thai = sum(1 for char in text[:_SAMPLE] if "\u0e01" <= char <= "\u0e5b")
    if thai >= 0.9 * high and "\ufffd" not in text and _reads_as_thai(text[:_SAMPLE]):
        return text, "cp874"
    if error.start > 0.99 * len(data) - 4 or data.decode("utf-8", "replace").count("\ufffd") <= 0.002 * len(data):
        return data.decode("utf-8", "replace"), "utf-8"
    raise MalformedInput(name, f"neither UTF-8 (byte {error.start}), UTF-16 nor CP874 text")


def _reads_as_thai(text: str) -> bool:
    """In Thai, a mark above or below follows a consonant or a mark; in bytes of another encoding it often does not."""
    marks = "ัิีึืฺุู็่้๊๋์ํ๎"
    misplaced = total = 0
    for before, char in zip(text, text[1:], strict=False):
        if char in marks:
            total += 1
            misplaced += not ("ก" <= before <= "ฮ" or before in marks)
    return misplaced <= 0.2 * total + 2
