"""The rule of failing indicators: how many a sentence says pass or fail, and how many do by the scores."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import regex

from extract.indicators import official
from extract.scores.axes import years_in
from prongsai.audit.board import Result, pass_mark
from prongsai.audit.case import Case
from prongsai.audit.rules import NOTHING, Fault, Value, Words, rule
from schemas.trace import Span

_ALL = 10
_BEFORE = 130
_NEAR = 70
_COUNT = re.compile(r"(?P<n>\d(?<!\d\d)\d?)\s*(?:(?:ใน|จาก)\s*(?:ทั้งหมด\s*)?10\s*)?ตัวชี้วัด(?!ย่อย)")
_TOTAL = re.compile(r"(?:จาก|ใน)\s*(?:จำนวน|ทั้งหมด|ทั้งสิ้น)*\s*$")
_VERDICT = re.compile(
    r"(?P<passes>ไม่\s?(?:ต่ำ|น้อย)\s?กว่า|ผ่าน(?!ดี|ช่องทาง|ระบบ|ทาง)|สูงกว่า|มากกว่า|เกิน(?:กว่า)?|ตั้งแต่)|(?P<fails>ไม่\s?ผ่าน|ต่ำ\s?กว่า|น้อย\s?กว่า|ไม่\s?ถึง)"
    r"|(?P<other>เพิ่มขึ้น|ลดลง|สูงขึ้น|ต่ำลง|คงที่|\d\s*ตัวชี้วัด)"
)
_BEHIND = re.compile(r"\s*ที่\s?(?:มี|ได้)?\s?(?:ผล)?(?:คะแนน|การประเมิน)?\s*(?:อยู่)?")
_MARK = re.compile(r"(?<!\d)(?P<mark>[5-9]\d(?:\.\d+)?|100)(?!\d|\.\d|\s*ตัวชี้วัด)")
_EVERY = re.compile(
    r"(?:ทุกตัวชี้วัด|ตัวชี้วัดทุกตัว)(?:(?!ไม่)[^\n\d]){0,40}?ผ่านเกณฑ์|(?<!ไม่)ผ่านเกณฑ์(?:การประเมิน)?(?:ครบ)?ทุกตัวชี้วัด"
    r"|ไม่มีตัวชี้วัด(?:ใด)?(?:ที่)?(?:มี|ได้)?(?:คะแนน)?(?:ไม่ผ่าน|ต่ำกว่า)เกณฑ์"
)
_EVERY_WORDS = ("ทุกตัวชี้วัด", "ตัวชี้วัดทุกตัว", "ไม่มีตัวชี้วัด")
_PASS = Words("ผ่าน", "at or above")
_FAIL = Words("ไม่ผ่าน", "below")


class _Claim(NamedTuple):
    """``stated`` indicators fail, or pass, ``mark``."""

    stated: int
    fails: bool
    mark: float
    span: Span


@rule("failing-count-mismatch")
def failing_count_mismatch(case: Case) -> Iterator[Fault]:
    """A stated number of passing or failing indicators, against the ten scores of the year the sentence is about."""
    if "ตัวชี้วัด" not in case.text:
        return
    whole = {result.year: result for result in case.board.own() if len(result.indicators) == _ALL}
    if not whole:
        return
    for claim in _claims(case):
        result, alone = _year_of(case, claim, whole)
        if result and not _holds(case, claim, result):
            others = [other for other in whole.values() if other is not result and _holds(case, claim, other)]
            if not (others and not alone):
                yield _fault(case, claim, result, info=bool(others))


def _claims(case: Case) -> Iterator[_Claim]:
    text = case.text
    for match in _COUNT.finditer(text):
        first, last = case.passages.around(match.start())
        start = max(first, match.start() - _BEFORE)
        if not _TOTAL.search(text, start, match.start()):
            verdict = _verdict_behind(text, match.end(), last) or _verdict_before(text, start, match.start())
            if verdict:
                yield _Claim(int(match["n"]), *verdict, match.span())
    if any(words in text for words in _EVERY_WORDS):
        for match in _EVERY.finditer(text):
            yield _Claim(_ALL, False, pass_mark(), match.span())


def _verdict_behind(text: str, start: int, end: int) -> tuple[bool, float] | None:
    """ "2 ตัวชี้วัดที่ไม่ผ่านเกณฑ์": whether they fail, and the mark."""
    link = _BEHIND.match(text, start, end)
    verdict = _VERDICT.match(text, link.end(), end) if link else None
    if verdict is None or verdict["other"]:
        return None
    mark = _MARK.search(text, verdict.end(), min(end, verdict.end() + 30))
    return verdict["fails"] is not None, float(mark["mark"]) if mark else pass_mark()


def _verdict_before(text: str, start: int, end: int) -> tuple[bool, float] | None:
    """ "ไม่ผ่านเกณฑ์ (85 คะแนน) อยู่ 1 ตัวชี้วัด": the last verdict outside brackets, and the mark behind it."""
    before = regex.sub(r"[(][^()]*[)]", lambda match: " " * len(match[0]), text[start:end])
    verdicts = list(_VERDICT.finditer(before))
    if not verdicts or verdicts[-1]["other"] or len(before) - verdicts[-1].end() > _NEAR:
        return None
    marks = list(_MARK.finditer(text, start + verdicts[-1].end(), end))
    return verdicts[-1]["fails"] is not None, float(marks[0]["mark"]) if marks else pass_mark()


def _year_of(case: Case, claim: _Claim, whole: dict[int | None, Result]) -> tuple[Result | None, bool]:
    """The result meant, and whether the sentence itself names that year and no other.

    A year whose ten scores are not known gives None.
    """
    first, _ = case.passages.around(claim.span[0])
    named = years_in(case.text[first : claim.span[0]])
    if named:
        return whole.get(named[-1]), len(set(named)) == 1
    above = years_in(case.text[max(0, first - 600) : first])
    if above:
        return whole.get(above[-1]), False
    return (next(iter(whole.values())), False) if len(whole) == 1 else (None, False)


def _holds(case: Case, claim: _Claim, result: Result) -> bool:
    """A score that is the mark itself may be counted either way."""
    values = case.board.indicator_values(result).values()
    if claim.fails:
        least, most = sum(value < claim.mark for value in values), sum(value <= claim.mark for value in values)
    else:
        least, most = sum(value > claim.mark for value in values), sum(value >= claim.mark for value in values)
    return least <= claim.stated <= most


def _fault(case: Case, claim: _Claim, result: Result, *, info: bool) -> Fault:
    values = case.board.indicator_values(result)
    failing = sorted(no for no, value in values.items() if value < claim.mark)
    counted = len(failing) if claim.fails else _ALL - len(failing)
    th = ": " + ", ".join(f"{no} {official()[no][0]}" for no in failing)
    filled: dict[str, Value] = {
        "verdict": _FAIL if claim.fails else _PASS, "mark": claim.mark, "stated": claim.stated, "counted": counted,
        "year": Words(str(result.year or "ที่ไม่ระบุ"), str(result.year or "no year")),
        "which": Words(f" (ไม่ผ่าน{th})", f" (below it{': ' + ', '.join(map(str, failing))})") if failing else NOTHING,
    }  # fmt: skip
    records = [f"scores/{result.indicators[no]}" for no in failing]
    return Fault(filled, counted, claim.stated, records, case.at(*claim.span), info)
