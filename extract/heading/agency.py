"""The reporting agency: of all that a report names, the one that it speaks for."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import regex

from extract.heading.names import Named, names_in, opens_name
from extract.heading.places import find_places
from schemas.records import Agency
from schemas.vocabulary import load

ZONE, _TOP = 14, 4
_LONGEST = 2_000  # characters of a line of the heading
_ENOUGH = 200_000  # characters that tell which name comes most often
_MOST, _OFTEN = 8, 3
_LAW_LINES = 2
# What a mention weighs: who issues the paper, whose name is a line of the heading, whose report the title says it is.
_ISSUES, _ALONE, _OWNS, _NAMED = 30.0, 16.0, 14.0, 4.0
_BY_RANK = 4.0
_REPORTS = 5.0  # a province with the year behind it, below the title: before an office of its own, after all others

_ISSUING = re.compile(r"[\s*#]*(?:[(]?(?:ร่าง|สำเนา)[)]?\s*)?(?:ประกาศ|คำสั่ง|ระเบียบ|ข้อบังคับ|ข้อบัญญัติ)\s?")
_LABEL = re.compile(r"(?:ชื่อ)?(?:ส่วนราชการ|หน่วยงาน)\s*[:.]?\s+")
_OPENING = re.compile(
    r"[\s*#]*(?:ของ|โดย|(?:ชื่อ)?(?:ส่วนราชการ|หน่วยงาน)(?:เจ้าของ\S*)?\s*[:.]?|สำนักงาน|ที่ทำการ"
    r"|(?:(?:สำนักปลัด|กอง|ฝ่าย|งาน|กลุ่ม|หน่วย)\S*\s+){0,2})\s*"
)
_BEHIND = re.compile(r"$|อำเภอ|อ\.|จังหวัด|จ\.|ตำบล|ต\.|แขวง|เขต|กรุงเทพ|[(*]|โทร|สังกัด|กระทรวง|ประจำ|ที่ตั้ง|\d{5}")
_OF_ROUND = re.compile(r"ประจำ|ปี|พ\.ศ\.|รอบ")
_GOES_ON = re.compile(r"(?:จึง)?(?:ขอ|ได้|มี|โดย)")
_ADDRESS = re.compile(r"(?:ที่ตั้ง|เลขที่|ถนน|ตำบล|ต\.|อำเภอ|อ\.|หมู่)")
_OTHERS_LINE = re.compile(r"(?:เรียน|อ้างถึง|สิ่งที่ส่งมา|เสนอ|ผ่าน)\s")
_OWNER = ("ของ", "โดย", "ภายใน")
_LAW = re.compile(r"พระราช(?:บัญญัติ|กฤษฎีกา|กำหนด)|กฎกระทรวง")
_GAZETTE = re.compile(r".{0,12}เล.?ม\s*\d+\s*ตอน.{0,24}ราชกิจจานุเบกษา|[(]ฉบับประกาศราชกิจจานุเบกษา")


@dataclass(slots=True)
class _Candidate:
    named: Named
    score: float


def find_agency(title: str | None, passages: list[str]) -> Agency:
    """The agency that the title and the passages (lines, in reading order) speak for; None where nothing says.

    A paper's issuer counts most, then the name that opens a line of the heading, then the one in the title, then the
    one named most often; bodies that every report names (the commission, the Comptroller) never count. What only the
    body names must be named often, and a law speaks for nobody but its issuer.
    """
    candidates: dict[str, _Candidate] = {}
    counts: Counter[str] = Counter()
    for named, weight in _weighed(title, passages):
        counts[named.name] += 1
        if weight > 0 or not named.alone:
            score = weight - _BY_RANK * named.rank
            candidate = candidates.setdefault(named.name, _Candidate(named, score))
            candidate.score = max(candidate.score, score)
    if not candidates:
        return _place_as_agency(title, passages)
    best = max(candidates.values(), key=lambda candidate: candidate.score + min(counts[candidate.named.name], _MOST))
    if best.score < _ISSUES - _BY_RANK * best.named.rank and _is_law(passages):
        return Agency()
    if best.score <= -_BY_RANK * best.named.rank and counts[best.named.name] < _OFTEN:
        return _place_as_agency(title, passages)
    named = _shortest_sure(best, candidates, counts).named
    return Agency(name=named.name, type=named.kind, **find_places(passages, named.name))


def _is_law(passages: list[str]) -> bool:
    """A law opens as one, or with the head of the gazette that printed it."""
    if any(_LAW.match(passage.lstrip()) for passage in passages[:_LAW_LINES]):
        return True
    return any(_GAZETTE.match(passage) for passage in passages[:ZONE])


def _weighed(title: str | None, passages: list[str]) -> Iterator[tuple[Named, float]]:
    """Every name with what its place weighs: 0 outside the heading, and in it for names met in any text."""
    for named in names_in(title or ""):
        owned = (title or "")[: named.start].rstrip().endswith(_OWNER)
        yield named, _OWNS if owned else 0.0 if named.alone else _NAMED
    in_address, left = False, _ENOUGH
    for index, passage in enumerate(passages):
        line = passage[: _LONGEST if index < ZONE else left]
        text = line
        if index < ZONE and index + 1 < len(passages) and opens_name(line):
            text = line + passages[index + 1]
        for named in names_in(text):
            yield named, _weight(text, named, index, in_address=in_address) if index < ZONE else 0.0
        in_address = in_address or _ADDRESS.match(line) is not None
        left -= len(line)
        if left <= 0:
            return


def _weight(text: str, named: Named, index: int, *, in_address: bool) -> float:
    """What a mention in a line of the heading weighs. An issuer stands on top: further down its papers are cited."""
    before, rest = text[: named.start], text[named.end :].strip()
    if index < _TOP and _ISSUING.fullmatch(before):
        return _ISSUES
    if _LABEL.match(text) or (_OPENING.fullmatch(before) and _BEHIND.match(rest)):
        if named.kind == "จังหวัด" and not in_address and rest and _OF_ROUND.match(rest):
            return _ALONE + (_REPORTS if index < _TOP else 0.0)
        of_address = named.kind == "อำเภอ" or (named.kind == "จังหวัด" and (in_address or rest))
        return 0.0 if of_address else _ALONE
    if named.alone:
        return _ALONE if not before.strip() and _GOES_ON.match(rest) and not in_address else 0.0
    return 0.0 if _OTHERS_LINE.match(text) or before.rstrip().endswith("สังกัด") else _NAMED


def _shortest_sure(best: _Candidate, candidates: dict[str, _Candidate], counts: Counter[str]) -> _Candidate:
    """In running text words may stick to a name; a shorter form that is named more often is the name itself."""
    longest = best.named.name
    for name, candidate in candidates.items():
        shorter = longest.startswith(name) and len(name) < len(best.named.name) and name != candidate.named.kind
        if shorter and counts[name] > counts[best.named.name] and candidate.score >= best.score - 6:
            best = candidate
    return best


_DISTRICT = regex.compile(r"[\s*#]*(?P<name>อำเภอ\p{Thai}+)\s+จังหวัด\p{Thai}+[\s*]*")
_PROVINCE_LAST = re.compile(r"(?<![ก-๎])จังหวัด(?P<name>[ก-๎]+?)\s*(?:$|ประจำ|ปี|พ\.ศ\.)")
_ABOVE = re.compile(r"รายงาน|มาตรการ|แผน|ประจำ|ปี|รอบ|[(]")


def _place_as_agency(title: str | None, passages: list[str]) -> Agency:
    """Where nobody else is named, a province that the title ends with reports, or a district on a line of its own."""
    places = find_places(passages, None)
    ends = _PROVINCE_LAST.search(title or "") if "อำเภอ" not in (title or "") else None
    if ends and ends["name"] in load("provinces")["names"]:
        return Agency(name=f"จังหวัด{ends['name']}", type="จังหวัด", **places)
    for index, text in enumerate(passages[:ZONE]):
        if (match := _DISTRICT.fullmatch(text)) and (index == 0 or _ABOVE.match(passages[index - 1].strip(" *#"))):
            return Agency(name=match["name"], type="อำเภอ", **places)
    return Agency(**places)
