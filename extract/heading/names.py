"""Names of agencies in running text, by the table of their kinds."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import regex

from schemas.vocabulary import load, remembered
from schemas.vocabulary.wording import any_of

_MARKS = "\u0e30-\u0e3a\u0e45\u0e47-\u0e4e"
_FACULTY = regex.compile(
    r"(?:^|(?<!\p{Thai})|(?<=ของ))(?P<name>คณะ(?!กรรม|ทำงาน|ผู้|บุคคล|นัก|อนุ|ที่|และ|ฯ|ได้|จึง|ต่าง)\p{Thai}+)\s+$"
)
_FARTHEST = 60  # characters before a university's name in which its faculty stands
_LEAST_PREFIX = 7  # letters of a kind that a line must end with to go on below


class Named(NamedTuple):
    """A name with the interval where it stands, in full words: ``name`` begins with ``kind``, of that rank."""

    start: int
    end: int
    name: str
    kind: str
    rank: int
    alone: bool


@remembered()
def name_pattern() -> str:
    """The letters of a name, up to a word that follows names; two names joined by a hyphen are one: ท่าช้าง-บ้านดอน."""
    letter = rf"(?!{'|'.join(load('agencies')['words']['ends'])})\p{{Thai}}"
    return rf"(?:{letter}|(?<=\p{{Thai}})-(?={letter}))+"


@remembered()
def _kinds() -> dict[str, dict[str, Any]]:
    """Every word that opens a name, abbreviations too, to its row of the table."""
    rows = load("agencies")["agency"]
    return {word: row for row in rows for word in (row["type"], *row.get("short", ()))}


@remembered()
def _pattern() -> regex.Pattern[str]:
    """A kind and what may be a name. A word of letters alone begins no name amid another word: บุคลากร|มหาชน.

    Words that end with a mark and stand before names are ที่ and และ.
    """
    return regex.compile(
        rf"(?<![{_MARKS}เ-ไ](?<!ที่|และ))(?P<type>{any_of(_kinds())})(?![{_MARKS}])(?P<gap>\s?)"
        rf"(?P<name>(?![{_MARKS}]){name_pattern()})?"
    )


@remembered()
def _word() -> re.Pattern[str]:
    """A kind's word and nothing else: where none stands, which is nearly everywhere, nothing else need be asked."""
    return re.compile(any_of(_kinds()))


# Short words that stand inside others begin a name only behind white space, a sign or one of these.
_IN_WORDS = frozenset({"กรม", "ศาล", "ศูนย์", "ธนาคาร", "จังหวัด", "อำเภอ", "การประปา", "การไฟฟ้า"})
_ENDS_IN_THAI = regex.compile(r"\p{Thai}$")
_JOINTS = (
    "ของ", "โดย", "และ", "สังกัด", "ประกาศ", "คำสั่ง", "ระเบียบ", "อธิบดี", "ใน", "ต่อ", "กับ", "แก่", "ให้", "ว่า", "จาก", "ที่",
    "บุคลากร", "ผู้อำนวยการ", "คือ", "ได้แก่", "เช่น",
)  # fmt: skip


@remembered()
def _tails() -> dict[str, regex.Pattern[str]]:
    name = name_pattern()
    provinces = "|".join(load("provinces")["names"])
    return {
        "place": regex.compile(rf"(?:จังหวัด|อำเภอ|กรุงเทพมหานคร){name}"),
        "purpose": regex.compile(r"เพื่อ\p{Thai}+"),
        "provinces": regex.compile(rf"\s(?:{provinces})(?!\p{{Thai}})"),
        "area": regex.compile(r"\s?เขต\s?\d{1,2}(?!\d)"),
        "number": regex.compile(
            r"(?<=ที่|ภาค|ทางหลวง|เทศบาล|อนุบาล|เคราะห์)\s?\d{1,3}(?![\d.,/])"
            rf"(?:\s(?:จังหวัด)?(?:{provinces})(?!\p{{Thai}}))?"
        ),
        "bracket": regex.compile(r"\s?[(](?!ต่อ|ฉบับ|ร่าง|ถ้า|สังกัด)\p{Thai}[\p{Thai} .]{2,40}[)]"),
        "list": regex.compile(
            rf"(?:\s(?!อำเภอ|จังหวัด|ตำบล)\p{{Thai}}+){{0,2}}\sและ{name}(?=\s*$|\s+(?:อำเภอ|จังหวัด|กระทรวง))"
        ),
    }


@remembered()
def _no_name() -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    """What is no name behind any kind, and behind a word for all agencies of a kind."""
    words = load("agencies")["words"]
    anywhere, nouns = "|".join(words["no_names"]), "|".join(words["no_names_of_nouns"])
    return regex.compile(anywhere), regex.compile(f"{anywhere}|{nouns}")


@remembered()
def _others() -> tuple[str, ...]:
    return tuple(load("agencies")["others"]["names"])


def names_in(text: str) -> Iterator[Named]:
    """Names of agencies in a text, from left to right, none overlapping another; bodies that all name left out."""
    at, word = 0, _word()
    while begun := word.search(text, at):
        at = begun.start() + 1
        match = _pattern().match(text, begun.start())
        if match is None:
            continue
        at = match.end("type")
        row = _kinds()[match["type"]]
        kind: str = row["type"]
        if kind in _IN_WORDS and not _begins_word(text, match.start()):
            continue
        end = match.end() if match["name"] else at
        for tail in row.get("goes_on", ()):
            end = found.end() if (found := _tails()[tail].match(text, end)) else end
        own = text[match.start("name") if match["name"] else at : end].strip()
        whole = row.get("whole", False)
        if whole or _is_name(own, match, row):
            at = match.end("type") if whole else end
            name = kind if whole else kind + own
            start, name = _with_faculty(text, match.start(), name) if row.get("faculties") else (match.start(), name)
            yield Named(start, at, name, kind, row["rank"], row.get("alone", False))


def _with_faculty(text: str, start: int, name: str) -> tuple[int, str]:
    """A faculty that stands right before its university's name reports for itself."""
    found = _FACULTY.search(text, max(0, start - _FARTHEST), start) if "คณะ" in text else None
    return (found.start("name"), f"{found['name']} {name}") if found else (start, name)


def _is_name(own: str, match: regex.Match[str], row: dict[str, Any]) -> bool:
    noun = row.get("noun", False) and match["type"] == row["type"]
    if len(own) < 2 or _no_name()[noun].match(own):
        return False
    if match["gap"] and match["name"] and (noun or row["rank"] > 2):
        return False
    return not (match["type"] + own).replace(" ", "").startswith(_others())


def _begins_word(text: str, start: int) -> bool:
    before = text[max(0, start - 12) : start]
    return not _ENDS_IN_THAI.search(before) or before.endswith(_JOINTS)


@remembered()
def _beginnings() -> tuple[str, ...]:
    """What a line may end with if a kind's word goes on below."""
    words = [word for word, row in _kinds().items() if len(word) >= _LEAST_PREFIX and not row.get("noun")]
    return tuple({word[:length] for word in words for length in range(_LEAST_PREFIX, len(word) + 1)})


def opens_name(line: str) -> bool:
    """True where a line ends with the word for a kind of agency, or with its beginning: the name stands below."""
    return line.endswith(_beginnings())
