"""Names of persons and their positions, by the table of titles and positions."""

import re
from functools import cache

import regex

from schemas.vocabulary import load

_WORD = r"\p{Thai}{2,30}"
# A name as officials write it: given name, "ณ" or not, family name.
_FULL = rf"{_WORD}\s{{1,4}}(?:ณ\s{{1,2}})?{_WORD}(?:\s{{1,2}}{_WORD}(?=\s*[)]))?"
_POSITION_WORD = re.compile(r"ตำแหน่ง\s*[:.]?\s*")
_NO_POSITION = re.compile(
    r"(?:ลง)?วันที่|ณ\s|[(]?ลงชื่อ|โทร|\d|[.…_\s-]+$|[(]|(?:ประกาศ|สั่ง|ให้ไว้)\s|หมายเหตุ|ที่อยู่|เอกสาร|สำเนา"
    r"|(?:ตรวจ)?ถูกต้อง|มาตรการ|ตาราง"
)
_SHORTEST, _LONGEST = 3, 90


@cache
def _any(key: str) -> str:
    return "|".join(load("persons")[key])


@cache
def titled() -> str:
    """A pattern of a name behind a title: "นายก ข", "พันตำรวจเอก ก ข", "ว่าที่ ร.ต. ก ข"."""
    return rf"(?!{_any('posts')})(?:(?:{_any('titles')})\s{{0,3}}){{1,3}}{_FULL}"


@cache
def bracketed() -> regex.Pattern[str]:
    """A pair of brackets: around a name with a title, around two words that may be one, or around dots."""
    name = rf"(?!{_any('posts')})(?:{_any('titles')})\s*+[\p{{Thai}}. ]{{3,60}}?"
    plain = rf"(?!{_any('no_names')}){_FULL}"
    return regex.compile(rf"[(]\s*(?:(?P<titled>{name})|(?P<plain>{plain})|(?P<blank>[.…_\s]{{4,}}))\s*[)]")


@cache
def signed() -> regex.Pattern[str]:
    """A name behind ลงชื่อ or behind what its owner did ("ผู้รายงาน ..."), where a title, dots or a colon mark it."""
    plain = rf"(?!{_any('no_names')}){_FULL}"
    return regex.compile(
        rf"ลงชื่อ\s*[)]?[\s.…_:]*(?P<signed>{titled()}|{plain})"
        rf"|(?:{_any('roles')})(?:\s*[:.…_]+\s*|\s+)(?P<did>{titled()})"
        rf"|(?P<before>{titled()})[\s.…_]*(?:{_any('roles')})"
        rf"|(?:{_any('roles')})\s*[:.…_]+\s*(?P<plain>{plain})(?=[\s.…_]*$)"
    )


@cache
def tells_signer() -> re.Pattern[str]:
    """One of the words that ``signed`` needs, sought fast: most lines hold none."""
    return re.compile(f"ลงชื่อ|{_any('roles')}")


@cache
def opens_with_name() -> regex.Pattern[str]:
    """A line that is a name with its title, and perhaps more behind a gap: "นายก ข    ปลัดเทศบาล"."""
    return regex.compile(rf"\s*(?P<name>{titled()})(?=\s*$|\s{{2,}}|\t)")


@cache
def signs() -> re.Pattern[str]:
    """What stands above a name that was signed: ลงชื่อ, dots, a title and perhaps a name, or what its owner did."""
    return re.compile(rf"ลงชื่อ|[.…_]{{6}}|^\s*(?!{_any('posts')})(?:{_any('titles')})|{_any('roles')}|ตรวจแล้ว|รับรอง")


@cache
def _role() -> re.Pattern[str]:
    return re.compile(rf"[(]?(?:{_any('roles')})(?:รายงาน|ข้อมูล|แผน|มาตรการ)?[)]?")


def to_position(text: str) -> str | None:
    """The position that a text names; None where it is something else, or only what its owner did."""
    position = _POSITION_WORD.sub("", " ".join(text.split()), 1).strip(" .…_")
    if not _SHORTEST < len(position) <= _LONGEST or _NO_POSITION.match(position) or _role().fullmatch(position):
        return None
    return position


@cache
def _deputises() -> re.Pattern[str]:
    return re.compile(rf"(?P<opens>^(?:{_any('deputising')}))|(?:{_any('deputising')})$")


def deputises(above: str, below: str) -> bool:
    """True where a position goes on below: "รองผู้ว่า... ปฏิบัติราชการแทน" and whose place is taken."""
    end, start = _deputises().search(above), _deputises().match(below)
    return (end is not None and end.end() == len(above)) or (start is not None and start["opens"] is not None)


@cache
def _grades() -> list[tuple[regex.Pattern[str], int]]:
    return [(regex.compile("|".join(row["words"])), row["grade"]) for row in load("persons")["position"]]


def grade_of(position: str | None) -> int:
    """1 for the head of an agency and who stands in for one, to 4; 5 for what is no known position."""
    if not position:
        return 5
    parts = regex.split("|".join(load("persons")["deputising"]), position)
    return min(_grade(part.strip()) for part in parts if part.strip() or part is parts[0])


def _grade(text: str) -> int:
    return next((grade for pattern, grade in _grades() if pattern.match(text)), 5)
