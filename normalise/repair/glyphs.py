"""Characters that are there for others, or for nothing: read from a table, no dictionary needed.

Every rule takes the present text and returns its edits, sorted and disjoint, in coordinates of that text.
"""

import re
from functools import cache, lru_cache
from itertools import chain
from typing import Any

from schemas.trace import Edit
from schemas.vocabulary import load

# C0 and C1 controls, soft hyphen, zero-width and direction characters, noncharacters; \t, \n and \r are layout, and the
# C1 controls that can stand for Thai marks are judged before they are dropped.
_NOTHING = (
    "\\x00-\\x08\\x0e-\\x1f\\x7f-\\x9f\\xad"
    "\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb\\ufffe\\uffff"
)
# NBSP, the Unicode spaces, and what ends a line or a page inside one line of a source
_SPACE = "\\x0b\\x0c\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000"
_INVISIBLE = re.compile(f"(?P<space>[{_SPACE}])|[{_NOTHING}]+")
_ANY_INVISIBLE = re.compile(f"[{_SPACE}{_NOTHING}]")
_PRIVATE_USE = "\uf000-\uf8ff"
_PRIVATE = re.compile(f"[{_PRIVATE_USE}]")
_CONSONANT = re.compile("[ก-ฮ]")
_THAI, _LATIN = "ก-๎", "A-Za-zÀ-ɏ"


def read_glyphs(text: str) -> list[Edit]:
    """Private-use glyphs become the Thai letters, boxes and ticks they draw; an unknown one stays."""
    if _is_plain(text) or not _PRIVATE.search(text):
        return []
    table = _glyphs()
    return [Edit(*hit.span(), table[hit[0]]) for hit in _PRIVATE.finditer(text) if hit[0] in table]


def read_stand_ins(text: str) -> list[Edit]:
    """Letters of other scripts become the Thai marks and digits they stand for, where one of these can stand."""
    if _is_plain(text):
        return []
    any_letter, in_place, tables = _stand_ins()
    if not any_letter.search(text) or not _CONSONANT.search(text):
        return []
    return [Edit(*hit.span(), _stood_for(hit, tables)) for hit in in_place.finditer(text)]


def blank_invisible(text: str) -> list[Edit]:
    """Odd spaces become a space; zero-width and control characters go. Comes after the stand-ins."""
    if _is_plain(text) or not _ANY_INVISIBLE.search(text):
        return []
    return [Edit(*hit.span(), " " if hit["space"] else "") for hit in _INVISIBLE.finditer(text)]


@lru_cache(maxsize=2)
def _is_plain(text: str) -> bool:
    """No character that any of the rules reads: one search answers them all, for most texts hold none."""
    return not _any_of_them().search(text)


@cache
def _any_of_them() -> re.Pattern[str]:
    letters = chain.from_iterable(_stand_ins()[2].values())
    return re.compile(f"[{''.join(letters)}{_PRIVATE_USE}{_SPACE}{_NOTHING}]")


@cache
def _glyphs() -> dict[str, str]:
    known = load("glyphs")
    symbols = {sign: codes for sign, codes in known["symbols"].items() if sign != "doubtful"}
    rows = chain(known["private"].items(), symbols.items(), known["symbols"]["doubtful"].items())
    table = {chr(int(code, 16)): sign for sign, codes in rows for code in codes}
    return table | {chr(int(code, 16)): "" for code in known["hints"]["dropped"]}


@cache
def _stand_ins() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, dict[str, str]]]:
    """A pattern for any such letter; one for those in place, a group for each row; what the letters of a group mean."""
    known = load("glyphs")
    tables = {f"row{number}": _by_letter(row["marks"]) for number, row in enumerate(known["stand_in"])}
    patterns = [_row_pattern(name, row, tables[name]) for name, row in zip(tables, known["stand_in"], strict=True)]
    digits = known["digits"]["letters"]
    tables["digits"] = dict(zip(digits, "๐๑๒๓๔๕๖๗๘๙", strict=True))
    patterns.append(f"(?P<digits>(?<![{_LATIN}])[{digits}]++(?![{_LATIN}]))")
    every = "".join(chain.from_iterable(tables.values()))
    return re.compile(f"[{every}]"), re.compile("|".join(patterns)), tables


def _by_letter(marks: dict[str, str]) -> dict[str, str]:
    return {letter: mark for mark, letters in marks.items() for letter in letters}


def _row_pattern(name: str, row: dict[str, Any], letters: dict[str, str]) -> str:
    one, before, thai_next = f"[{''.join(letters)}]", row["after"], f"(?=[{_THAI}])"
    places = [f"(?<={before}){one}" + (thai_next if row["mid"] else "")]
    if row["spaced"]:
        places.append(f"(?<={before} ){one}{thai_next}")
    return f"(?P<{name}>{'|'.join(places)})"


def _stood_for(hit: re.Match[str], tables: dict[str, dict[str, str]]) -> str:
    return "".join(tables[hit.lastgroup or ""][letter] for letter in hit[0])
