"""The rule of damaged text: what the repairs could not mend with confidence."""

import re
from collections.abc import Iterator

from normalise.repair import find_noise
from prongsai.audit.case import Case
from prongsai.audit.rules import Fault, Value, Words, rule
from prongsai.audit.scans import UNREAD_NUMBERS, UNSURE_TEXT, unread_numbers, unsure_text
from prongsai.audit.wording import shorten
from schemas.trace import Span

_MARKS = "ัิ-ฺ็-๎"
# A mark stands on a consonant, or on a vowel mark and is a tone mark, the silencer or NIKHAHIT.
_DISORDER = re.compile(f"[{_MARKS}](?<![ก-ฮ].)(?<![ัิ-ฺ็ํ][่-ํ])")
_LATIN = re.compile("[a-z](?<=[ก-๛ ].)[a-z]{1,4}(?= ?[ก-๛])")
# The replacement character, glyphs of a font's private area that no table knows, and Thai read as Latin-1.
_MAY_BE_LOST = re.compile("[\ufffd\uf700-\uf71fà]")
_LOST = re.compile("[\ufffd\uf700-\uf71f]+|(?:à[¸¹].){2,}")
_MOST_RECORDS = 20
_BESIDE = 8
_AROUND = 2  # characters that find_noise asks for on either side of a word


@rule("text-damaged")
def text_damaged(case: Case) -> Iterator[Fault]:
    """Lost characters, marks in no valid order, stray Latin letters, what a scan leaves unread: one finding a kind.

    It is an alarm where a record holds some of it; text that was recognised from pictures has it as a matter of course.
    """
    yield from _fault(case, Words("อักขระที่อ่านไม่ได้", "characters that were lost"), _lost(case.text))
    yield from _fault(case, Words("สระหรือวรรณยุกต์ผิดลำดับ", "marks in no valid order"), _disorder(case.text))
    yield from _fault(case, Words("อักษรละตินแทรกในข้อความไทย", "stray Latin letters within Thai"), _noise(case.text))
    for kind, spans in ((UNREAD_NUMBERS, unread_numbers(case)), (UNSURE_TEXT, unsure_text(case))):
        for fault in _fault(case, kind, spans):
            fault.info = True
            yield fault


def _lost(text: str) -> list[Span]:
    return [match.span() for match in _LOST.finditer(text)] if _MAY_BE_LOST.search(text) else []


def _disorder(text: str) -> list[Span]:
    return [match.span() for match in _DISORDER.finditer(text)]


def _noise(text: str) -> list[Span]:
    """What may be noise is quick to find; only there the closer look is taken."""
    found = []
    for match in _LATIN.finditer(text):
        start = max(0, match.start() - _AROUND)
        found += [(start + first, start + last) for first, last in find_noise(text[start : match.end() + _AROUND])]
    return found


def _fault(case: Case, kind: Words, spans: list[Span]) -> Iterator[Fault]:
    if not spans:
        return
    held = [(records, span) for span in spans[:_MOST_RECORDS] if (records := case.records_at(span))]
    start, end = held[0][1] if held else spans[0]
    example = shorten(case.text[max(0, start - _BESIDE) : end + _BESIDE])
    records = list(dict.fromkeys(ref for refs, _ in held for ref in refs))
    values: dict[str, Value] = {"kind": kind, "times": len(spans), "example": example}
    yield Fault(values, None, example, records, case.at(start, end), info=not held or case.is_recognised)
