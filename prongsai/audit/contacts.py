"""The rule of contacts: an agency's phone, e-mail and web address have one form each."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from prongsai.audit.case import Case, first_place
from prongsai.audit.edits import distance, is_swap
from prongsai.audit.rules import Fault, Value, Words, rule
from schemas.place import PagePlace, Place, Provenance, TextPlace
from schemas.records import Mention, MentionKind
from schemas.vocabulary import load

_KINDS: dict[MentionKind, Words] = {
    "phone": Words("หมายเลขโทรศัพท์", "phone number"),
    "email": Words("อีเมล", "e-mail address"),
    "url": Words("เว็บไซต์", "web address"),
}
_MOST = 40  # more different ones than that are a directory, not an agency's own
_SHORTEST_PHONE = 9
_SHORTEST_NAME = 4
_NEIGHBOURS = 4
_SIDE = 160
_LETTERS, _DIGITS = re.compile(r"[^0-9]"), re.compile(r"[0-9]")
_LEADING = 30.0  # points between the lines of one block of contacts


class _Contact(NamedTuple):
    """A contact as compared. ``first`` is the index of its first mention in ``report.mentions``."""

    kind: MentionKind
    value: str
    first: int
    times: int


@rule("contact-conflict")
def contact_conflict(case: Case) -> Iterator[Fault]:
    """Two of a kind that differ by a swap, or by one or two characters; the rarer one is the odd one."""
    for kind, words in _KINDS.items():
        contacts = _contacts(case.report.mentions, kind)
        if len(contacts) > _MOST:
            continue
        for first, second in combinations(contacts, 2):
            if first.value != second.value and _nearly(first.value, second.value, kind):
                rare, usual = sorted((second, first), key=lambda contact: contact.times)
                values: dict[str, Value] = {"kind": words, "first": usual.value, "second": rare.value}
                at = case.report.mentions[rare.first].provenance
                info = _may_be_two(case, first, second)
                records = [f"mentions/{contact.first}" for contact in (usual, rare)]
                yield Fault(values, usual.value, rare.value, records, at, info)


def _contacts(mentions: list[Mention], kind: MentionKind) -> list[_Contact]:
    values = [(_compared(mention), index) for index, mention in enumerate(mentions) if mention.kind == kind]
    times = Counter(value for value, _ in values)
    first = dict(reversed(values))
    return [_Contact(kind, value, first[value], times[value]) for value in times]


def _compared(mention: Mention) -> str:
    """Of a web address only the host counts."""
    value = mention.value.strip().lower()
    if mention.kind != "url":
        return value
    return value.partition("://")[2].partition("/")[0] if "://" in value else value.partition("/")[0]


def _nearly(first: str, second: str, kind: MentionKind) -> bool:
    if kind == "phone":
        return min(len(first), len(second)) >= _SHORTEST_PHONE and distance(first, second, 2) <= 2
    first, second = first.removeprefix("www."), second.removeprefix("www.")
    if first == second or {first, second} & set(load("audit")["public_hosts"]):
        return False
    shortest = min(len(part.split("@")[0].split(".")[0]) for part in (first, second))
    digits = _LETTERS.sub("", first) != _LETTERS.sub("", second) and _DIGITS.sub("", first) == _DIGITS.sub("", second)
    return shortest >= _SHORTEST_NAME and distance(first, second, 2) <= (2 if digits else 1)


def _may_be_two(case: Case, first: _Contact, second: _Contact) -> bool:
    """Only the ends differ, as of an office's lines that count up, and nothing shows that one contact is meant.

    The same other contact beside each, printed twice, shows it, and so does a swap, but for two side by side.
    """
    if first.kind == "url" or len(first.value) != len(second.value):
        return False
    unlike = sum(1 for one, other in zip(first.value, second.value, strict=True) if one != other)
    if _stem(first, unlike) != _stem(second, unlike):
        return False
    mentions = case.report.mentions
    if any(_side_by_side(one, other) for one in _places(mentions, first) for other in _places(mentions, second)):
        return True
    if is_swap(first.value, second.value):
        return False
    beside = [_beside(mentions, contact) for contact in (first, second)]
    shared = any(beside[1].get(value, index) != index for value, index in beside[0].items())
    return unlike > 1 or not shared


def _places(mentions: list[Mention], contact: _Contact) -> list[Place]:
    """Where a contact stands, each time."""
    same = (mention for mention in mentions if mention.kind == contact.kind and _compared(mention) == contact.value)
    return [place for mention in same if (place := first_place(mention.provenance))]


def _stem(contact: _Contact, unlike: int) -> str:
    """What stays where only a count at the end changes: of a phone all but its last two or four digits."""
    name, at, host = contact.value.partition("@")
    return name.rstrip("0123456789") + at + host if at else name[: -2 * unlike]


def _side_by_side(first: Place, second: Place) -> bool:
    if isinstance(first, TextPlace) and isinstance(second, TextPlace):
        return first.line == second.line and abs(first.column - second.column) < _SIDE // 4
    if isinstance(first, PagePlace) and isinstance(second, PagePlace):
        return first.page == second.page and abs(first.bbox[1] - second.bbox[1]) < _LEADING / 3
    return False


def _beside(mentions: list[Mention], contact: _Contact) -> dict[str, int]:
    """The contacts of other kinds that stand near a contact, each with the index of its mention."""
    place = first_place(mentions[contact.first].provenance)
    first = max(0, contact.first - _NEIGHBOURS)
    return {
        _compared(mention): index
        for index, mention in enumerate(mentions[first : contact.first + _NEIGHBOURS + 1], first)
        if mention.kind in _KINDS and mention.kind != contact.kind and _close(place, mention.provenance)
    }


def _close(place: Place | None, provenance: Provenance) -> bool:
    other = first_place(provenance)
    if isinstance(place, TextPlace) and isinstance(other, TextPlace):
        return abs(place.line - other.line) <= _NEIGHBOURS and (
            place.line != other.line or abs(place.column - other.column) < _SIDE
        )
    if isinstance(place, PagePlace) and isinstance(other, PagePlace):
        return place.page == other.page and abs(place.bbox[1] - other.bbox[1]) < _NEIGHBOURS * _LEADING
    return False
