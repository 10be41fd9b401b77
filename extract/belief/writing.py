"""Believed numbers written into the text, and unread ones veiled, so that no later stage can take them for values."""

from collections.abc import Iterable

import regex

from extract.belief.evidence import plain
from extract.clean import shift_spans
from schemas.document import Document
from schemas.trace import Edit, Span

STEP, VEIL = "scan-number", "scan-veil"
# Ten code points of the private use area stand for the digits of unread numbers; no font of a report maps to them.
_FIRST_VEILED = 0xE530
_VEILED = {ord(str(digit)): _FIRST_VEILED + digit for digit in range(10)}
_UNVEILED = {_FIRST_VEILED + digit: str(digit) for digit in range(10)}
_NUMBER = regex.compile(r"[\d.,+\-–−\s]*")


def write_numbers(document: Document, numbers: Iterable[tuple[Span, str]], rule: str = STEP) -> None:
    """Replace what stands at raw intervals by other numbers, as one step of the trace. Texts that stay make no edit."""
    edits = []
    for span, text in numbers:
        start, end = document.trace.forward(*span)
        if start < end and text != document.text[start:end]:
            edits.append(Edit(start, end, text))
    document.trace.apply(rule, edits)
    shift_spans(document, edits)


def is_writable(document: Document, span: Span) -> bool:
    """True where the clean text at a raw interval is still the number that the reader put there."""
    text = document.text[slice(*document.trace.forward(*span))]
    return _NUMBER.fullmatch(text) is not None and plain(text) == plain(document.trace.raw[slice(*span)])


def veil_numbers(document: Document, spans: Iterable[Span]) -> None:
    """Replace the digits at raw intervals by veiled ones, character for character."""
    texts = ((span, document.text[slice(*document.trace.forward(*span))]) for span in spans)
    write_numbers(document, [(span, text.translate(_VEILED)) for span, text in texts], VEIL)


def unveil(text: str) -> str:
    """The text with veiled digits as guessed; its length stays."""
    return text.translate(_UNVEILED)


def is_veiled(text: str) -> bool:
    """True where a digit of the text is veiled."""
    return any(chr(code) in text for code in _UNVEILED)
