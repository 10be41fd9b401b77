"""Whose a score in running text is: the report's own, another agency's, or a group's, which is no score of the report.

Reports hold their score against neighbours, means and goals, in one sentence. What stands between a value and the one
before it tells its owner; words and patterns are those of ``schemas/vocabulary/owners.toml``.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache
from typing import Any, NamedTuple

import regex

from extract.heading.names import Named, names_in
from extract.scores.found import Found
from schemas.vocabulary import load

_NEAR = 0.8  # of the letters of two names: a slip of the pen, not another agency
_KIND = 5  # letters by which kinds of one family begin: เทศบาล...
_REACH = 90  # characters from a name to a score that is said to be its
_JOINT = 2  # characters between a group and the name it is of
_SHORT = 60  # characters between two values of one owner
_ADDRESS = frozenset({"จังหวัด", "อำเภอ", "กรุงเทพมหานคร", "ศูนย์"})


@dataclass(slots=True)
class Owner:
    """Who has the scores of a passage. ``agency`` None is the report's own; ``group``: many together, no record."""

    agency: str | None = None
    group: bool = False


class _Claim(NamedTuple):
    """What one phrase says of the owner; ``strong`` where it is the subject of a sentence about a score."""

    start: int
    end: int
    owner: Owner
    strong: bool


def passage_owner(text: str, before: Owner) -> Owner:
    """Who has the scores of a paragraph that names nobody: a group whose parts a passage tells one by one, or us."""
    if ("จำแนก" in text or "ราย" in text) and _patterns()["breakdown"].search(text):
        return Owner(group=True)
    return Owner() if before.group and _patterns()["parts"].search(text) else before


def settle_owners(text: str, offset: int, found: list[Found], own: str | None, home: Owner) -> Iterator[Found]:
    """The values of a paragraph with their owners, those of groups and goals left out.

    text: the paragraph, which begins at ``offset`` of the document. own: the reporting agency; None where unknown.
    home: who has what nobody is named for.
    """
    owner, at = home, 0
    claims = _claims(text, own) if found else []
    for item in found:
        start = item.span[0] - offset
        between = [claim for claim in claims if at <= claim.start and claim.end <= start]
        owner = _next_owner(owner, home, between, text[:start], at)
        at = max(at, item.span[1] - offset)
        if not owner.group and not (item.what == "score" and _is_goal(text[:start])):
            yield replace(item, agency=owner.agency) if owner.agency else item


def _next_owner(owner: Owner, home: Owner, claims: list[_Claim], before: str, at: int) -> Owner:
    """The owner of a value, by what is said ``before`` it since the value, ``owner``'s, that ends at ``at``."""
    held = [claim for claim in claims if claim.strong or (len(before) - claim.end <= _REACH and not home.group)]
    if held:
        last = held[-1]
        strong = next((claim for claim in reversed(held) if claim.strong), None)
        best = strong if strong and not last.owner.group else last
        return home if best.owner.group and _turns(before[best.end :]) else best.owner
    return owner if len(before) - at <= _SHORT and not _turns(before[at:]) else home


def own_again(found: list[Found], tabled: Iterable[Found]) -> list[Found]:
    """What is said of another agency, but stands in the report's own tables with the same value, is the report's.

    A report whose words were copied from another's names that one before its own numbers.
    """
    table = {(item.subject.scope, item.subject.no, item.value) for item in tabled if not item.agency and item.value}
    return [
        replace(item, agency=None)
        if item.agency and (item.subject.scope, item.subject.no, item.value) in table
        else item
        for item in found
    ]


def _claims(text: str, own: str | None) -> list[_Claim]:
    """What names and groups say, in the order of the text. A group of the report's own name is the report's."""
    named = [claim for name in _names(text) if (claim := _claim(text, name, own))]
    mine = [claim for claim in named if claim.owner == Owner()]
    spans = [match.span() for match in _patterns()["groups"].finditer(text)]
    groups = [
        _Claim(start, end, Owner(group=True), False)
        for start, end in spans
        if not any(start <= claim.start <= end + _JOINT for claim in mine)
    ]
    others = [claim for claim in named if claim in mine or not any(g.start <= claim.start < g.end for g in groups)]
    return sorted([*groups, *others], key=lambda claim: (claim.end, claim.start))


def _names(text: str) -> Iterator[Named]:
    """Names that may own a score: the first of those that stand side by side, which say where it belongs."""
    end = -1
    for named in names_in(text):
        chained = end >= 0 and not text[end : named.start].strip().removeprefix("สังกัด").strip()
        end = named.end
        if not chained and named.kind not in _ADDRESS:
            yield named


def _claim(text: str, named: Named, own: str | None) -> _Claim | None:
    name = _patterns()["cut"].sub("", named.name)
    end = named.end - (len(named.name) - len(name))
    if len(name) - len(named.kind) < 2 and name != own:
        return None
    behind = text[end:].lstrip()
    strong = behind.startswith(_words("verbs")) and not behind.startswith(_words("behind"))
    mine = own is not None and _is_same(name, named.kind, own)
    before = text[: named.start].rstrip()
    strong = strong or behind[:1].isdigit() or _patterns()["relative"].match(behind) is not None
    if not mine and (before.endswith(_words("under")) or behind.startswith(_words("behind"))):
        return None
    if not mine and not strong and (named.alone or not before.endswith("ของ")):
        return None
    return _Claim(named.start, end, Owner() if mine else Owner(name), strong)


def _is_same(name: str, kind: str, own: str) -> bool:
    """The report's own name, whole or in part, or nearly so."""
    if name.startswith(own) or own.startswith(name):
        return True
    if name[:_KIND] != own[:_KIND]:
        return False
    mine, other = own.removeprefix(kind), name.removeprefix(kind)
    return SequenceMatcher(None, mine, other, autojunk=False).ratio() >= _NEAR


def _is_goal(before: str) -> bool:
    return _patterns()["goals"].search(before[-_REACH:]) is not None


def _turns(between: str) -> bool:
    return _patterns()["turns"].search(between) is not None


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(load("owners")[name])


@cache
def _patterns() -> dict[str, "regex.Pattern[str]"]:
    table: dict[str, Any] = load("owners")
    bodies, goals, had, turns = ("|".join(table[name]) for name in ("bodies", "goals", "had", "turns"))
    return {
        "groups": regex.compile("|".join(table["groups"]).replace("{bodies}", bodies)),
        "goals": regex.compile(rf"(?:{goals})(?:(?!{had}|\d{{2,3}}\.\d|\n\s*\d+[.)]).)*$", regex.DOTALL),
        "turns": regex.compile(rf"(?:^|\s)(?:{turns})"),
        **{name: regex.compile(table[name], regex.MULTILINE) for name in ("cut", "relative", "breakdown", "parts")},
    }
