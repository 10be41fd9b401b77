"""The reporting agency and where it lies."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import regex

from schemas.records import Agency
from schemas.vocabulary import load

_ZONE = 14
# Words that end a name which other words stick to.
_STOP = (
    r"อำเภอ|จังหวัด|ประจำ|จึง|ได้|เรื่อง|มีผล|มีคะแนน|โดย|เพื่อ|ในการ|พ\.ศ|ปีงบ|รอบ|ต้อง|ดำเนินการ"
    r"|ขอ(?=รายงาน|ประกาศ)|ที่(?=ได้|มี|จะ)"
)
_NAME = rf"(?:(?!{_STOP})\p{{Thai}})+"
# What belongs to the names of some kinds though it looks like a place: "สำนักงานเกษตรอำเภอ...", "... เขต 2".
_TAILS = {
    "สำนักงาน": regex.compile(rf"(?:จังหวัด|อำเภอ){_NAME}"),
    **dict.fromkeys(
        ("สำนักงานเขตพื้นที่การศึกษาประถมศึกษา", "สำนักงานเขตพื้นที่การศึกษามัธยมศึกษา", "สำนักงานเขตพื้นที่การศึกษา"),
        regex.compile(r"\s?เขต\s?\d{1,2}(?!\d)"),
    ),
}
_PLACE_ALONE = regex.compile(rf"(?P<type>จังหวัด|อำเภอ){_NAME}(?:\s*จังหวัด{_NAME})?")


@dataclass(slots=True)
class _Candidate:
    name: str
    type: str
    rank: int
    score: float


@cache
def _types() -> tuple[regex.Pattern[str], dict[str, tuple[str, int]]]:
    """A pattern for the name of any agency, and the full term and rank of each opening word."""
    opening = {row["type"]: (row["type"], row["rank"]) for row in load("agencies")["agency"]}
    for row in load("agencies")["agency"]:
        opening |= dict.fromkeys(row.get("short", ()), (row["type"], row["rank"]))
    words = "|".join(regex.escape(word) for word in sorted(opening, key=len, reverse=True))
    return regex.compile(
        rf"(?<![\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])(?P<type>{words})(?P<gap>\s?)(?P<name>{_NAME})?"
    ), opening


@cache
def _others() -> tuple[str, ...]:
    return tuple(load("agencies")["others"]["names"])


def find_agency(passages: list[str]) -> Agency:
    """The agency that the passages (lines, in reading order) speak for; every field None where nothing says.

    The name that opens a line of the heading counts most, then the one in the heading, then the one named most often;
    bodies that every report names (the commission, the Comptroller) never count.
    """
    candidates: dict[str, _Candidate] = {}
    counts: Counter[str] = Counter()
    for index, text in enumerate(passages):
        for start, end, name, kind, rank in _names_in(text):
            counts[name] += 1
            bonus = (12.0 if _stands_alone(text, start, end) else 6.0) if index < _ZONE else 0.0
            candidate = candidates.setdefault(name, _Candidate(name, kind, rank, -4.0 * rank))
            candidate.score = max(candidate.score, bonus - 4.0 * rank)
    if not candidates:
        return _place_as_agency(passages)
    best = max(candidates.values(), key=lambda candidate: candidate.score + min(counts[candidate.name], 8))
    best = _shortest_sure(best, candidates, counts)
    return Agency(name=best.name, type=best.type, **_find_places(passages, best))


def _place_as_agency(passages: list[str]) -> Agency:
    """A province or district that stands alone on a line of the heading reports for itself."""
    places = _find_places(passages, None)
    for text in passages[:_ZONE]:
        if match := _PLACE_ALONE.fullmatch(text.strip(" *#")):
            return Agency(name=match.group().split()[0], type=match["type"], **places)
    return Agency(**places)


def _names_in(text: str) -> Iterator[tuple[int, int, str, str, int]]:
    """Names in a text: where each starts and ends, the name in full words, its kind and rank."""
    pattern, opening = _types()
    at = 0
    while match := pattern.search(text, at):
        at = match.end("type")
        kind, rank = opening[match["type"]]
        tail = _TAILS[kind].match(text, match.end()) if kind in _TAILS else None
        own = (match["name"] or "") + (tail.group() if tail else "")
        bare = kind in ("กรุงเทพมหานคร", "เมืองพัทยา")
        if (len(own) < 2 and not bare) or match.group().replace(" ", "").startswith(_others()):
            continue
        if match["gap"] and not bare and rank > 2:
            continue
        at = end = tail.end() if tail else match.end()
        yield match.start(), end, kind if bare else kind + own, kind, rank


def _stands_alone(text: str, start: int, end: int) -> bool:
    """The name opens its line, with nothing but places behind it."""
    rest = text[end:].strip()
    return text[:start].strip(" *#ของ") == "" and (
        not rest or regex.match(r"อำเภอ|อ\.|จังหวัด|จ\.|ตำบล|ต\.|\(", rest) is not None
    )


def _shortest_sure(best: _Candidate, candidates: dict[str, _Candidate], counts: Counter[str]) -> _Candidate:
    """In running text words may stick to a name; a shorter form that is named more often is the name itself."""
    for name, candidate in candidates.items():
        shorter = best.name.startswith(name) and len(name) < len(best.name) and name != candidate.type
        if shorter and counts[name] > counts[best.name] and candidate.score >= best.score - 6:
            best = candidate
    return best


_PLACES = {
    "subdistrict": rf"(?<!เทศบาล|เทศมนตรี|ส่วน|สุขภาพ|หัวหน้า)(?:ตำบล|แขวง|(?<!\p{{Thai}})ต\.)\s*(?P<name>{_NAME})",
    "district": (
        r"(?<!ที่ว่าการ|นาย|สาธารณสุข)(?:อำเภอ|(?<!\p{Thai}|\.)อ\.|(?<!สำนักงาน)เขต(?=\p{Thai}+\s*(?:กรุงเทพ|จังหวัด)))"
        r"\s*(?P<name>(?:(?!จังหวัด|ประจำ|จ\.)\p{Thai})+)"
    ),
    "province": r"(?:จังหวัด|(?<!\p{Thai}|\.)จ\.)\s*(?P<name>(?:(?!ประจำ)\p{Thai})+)|(?P<bkk>กรุงเทพมหานคร|กรุงเทพฯ)",
}


def _find_places(passages: list[str], agency: _Candidate | None) -> dict[str, str | None]:
    """Places named in the heading, else in the first passage that names the agency and a place right behind it."""
    found: dict[str, str | None] = dict.fromkeys(_PLACES)
    zone = passages[:_ZONE]
    if agency:
        zone = zone + [text for text in passages[_ZONE:] if agency.name in text and "จังหวัด" in text][:1]
    for key, pattern in _PLACES.items():
        for text in zone:
            if match := regex.search(pattern, text):
                groups = match.groupdict()
                found[key] = "กรุงเทพมหานคร" if groups.get("bkk") else _known(key, groups["name"])
                break
    if found["province"] is None and agency and "จังหวัด" in agency.type:
        found["province"] = _known("province", agency.name.removeprefix(agency.type))
    return found


def _known(key: str, name: str) -> str:
    """A province's name without words stuck to it; other places as they stand."""
    if key == "province":
        return next((known for known in load("provinces")["names"] if name.startswith(known)), name)
    return name
