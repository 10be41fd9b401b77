"""Forms in prose whose measure has no label: its name is the numbered line above them ("2.1 จัดทำคู่มือ", then fields)."""

import re
from collections.abc import Sequence

from extract.tables.columns import Heading
from extract.tables.numbering import opens_with_number

_NAMES = re.compile(r"\s*(?:มาตรการ|กิจกรรม|โครงการ)")
_NUMBERED_NAME = re.compile(r"\s*(?:มาตรการ|กิจกรรม|โครงการ)\s?(?:ที่\s?)?\d{1,2}[\s.:)]+[^\s\d.,)]")
_LONGEST = 240  # characters of a title
_REACH = 14  # lines below a title that its fields stand on
_LEAST = 2  # fields that strong words name
_ANSWERS = {"responsible", "period", "results"}


def names_measure(text: str) -> bool:
    """True for a lone cell that names the measure of the fields below it: "มาตรการที่ 2 ..."."""
    return len(text) <= _LONGEST and _NUMBERED_NAME.match(text) is not None


def titles_of_forms(texts: Sequence[str], headings: Sequence[Heading | None]) -> set[int]:
    """The lines, by index, that name the measure of the fields below them.

    texts: all lines. headings: what the label of each says; None for a line without a label, or with a new one.
    A title is numbered, or begins with the word for a measure; fields that name their measure themselves have none.
    """
    below = (index for index, heading in enumerate(headings) if heading is not None and index > 0)
    return {index - 1 for index in below if _is_title(index - 1, texts, headings)}


def _is_title(index: int, texts: Sequence[str], headings: Sequence[Heading | None]) -> bool:
    text = texts[index].strip()
    if headings[index] or ":" in text or len(text) > _LONGEST:
        return False
    if not (opens_with_number(text) or _NAMES.match(text)):
        return False
    roles = _roles_below(headings[index + 1 : index + 1 + _REACH])
    return "measure" not in roles and len(roles) >= _LEAST and bool(_ANSWERS & set(roles))


def _roles_below(headings: Sequence[Heading | None]) -> list[str]:
    """The roles that strong words give, up to the first that comes again: the next form's."""
    roles: list[str] = []
    for heading in headings:
        if heading is None or not heading.strong:
            continue
        if heading.role in roles:
            break
        roles.append(heading.role)
    return roles
