"""Column headings to roles, by vocabulary first and by what stands below them where the heading is new."""

import re
from collections.abc import Sequence
from typing import NamedTuple, cast

from extract.indicators import subject_of
from schemas.records import Role
from schemas.vocabulary import load, remembered
from schemas.vocabulary.wording import any_of

_LONGEST_KEPT = 300  # with its white space; longer texts, which cells are, are not worth remembering
LONGEST_HEADING = 90
_SPACE = re.compile(r"[\s\u200b]+")


class Heading(NamedTuple):
    """What a heading says: its role, whether a strong word said so, and the role it falls back to.

    ``role`` is "ignore" for a heading that is known to be none of the record's fields, "topic" for one that names what
    measures are about, and so the measure where no other column does. ``leads``: left of the measure it heads a wider
    subject. ``parts``: it names what such a subject is parted into.
    """

    role: str
    strong: bool
    second: str | None
    leads: bool = False
    parts: bool = False


class _Words(NamedTuple):
    exact: dict[str, str]
    strong: re.Pattern[str]
    weak: re.Pattern[str]
    roles: dict[str, str]
    seconds: dict[str, str | None]
    leads: frozenset[str]
    parts: frozenset[str]


@remembered()
def _words() -> _Words:
    rows = load("columns")["role"]
    strong = {word: row["role"] for row in rows for word in row.get("strong", ())}
    weak = {word: row["role"] for row in rows for word in row.get("weak", ())}
    return _Words(
        exact={word: row["role"] for row in rows for word in row.get("exact", ())},
        strong=re.compile(any_of(strong)),
        weak=re.compile(any_of(weak)),
        roles=strong | weak,
        seconds={word: row.get("second") for row in rows for kind in ("strong", "weak") for word in row.get(kind, ())},
        leads=frozenset(word for row in rows if row.get("leads") for word in row["strong"]),
        parts=frozenset(
            word for row in rows if row.get("parts") for kind in ("strong", "weak") for word in row.get(kind, ())
        ),
    )


def heading_of(text: str) -> Heading | None:
    """Return what a heading says, or None where it holds no known word or is too long to be one."""
    return _heading_of(text) if len(text) <= _LONGEST_KEPT else None


@remembered(maxsize=4096)
def _heading_of(text: str) -> Heading | None:
    key = _SPACE.sub("", text).lower().strip(":*")
    if not key or len(key) > LONGEST_HEADING:
        return None
    words = _words()
    if key in words.exact:
        return Heading(words.exact[key], True, None)
    for pattern, strong in ((words.strong, True), (words.weak, False)):
        if match := pattern.search(key):
            word = match.group()
            found = Heading(words.roles[word], strong, words.seconds[word], word in words.leads, word in words.parts)
            return _after_slash(key) or found if found.leads else found
    return None


def _after_slash(key: str) -> Heading | None:
    """What the last of two names says, where it is the measure: "ประเด็นที่ต้องพัฒนา/มาตรการ"."""
    last = _heading_of(key.rpartition("/")[2]) if "/" in key else None
    return last if last and last.strong and last.role == "measure" else None


_MANY = frozenset(
    {
        "month",
        "period",
        "status",
        "results",
        "outcomes",
        "issues",
        "recommendations",
        "follow_up",
        "steps",
        "responsible",
    }
)


_NO_ROLES = ("ignore", "topic", "theme")
_ANSWERS = {"responsible", "period", "results"}  # what a table says of its measures, whatever it calls these
_LEAGUE = 3  # indicators or instruments that head columns of one table


def assign_roles(headings: list[Heading | None]) -> list[Role | None]:
    """Settle who takes which role where several columns claim one.

    A strong claim goes before a weak one, the left before the right; a loser on the right takes its second role.
    Where no column is the measure, a topic is, else the first of steps or recommendations: reports that call
    the measure a way of working, or an improvement, have no other column for it.
    """
    roles: list[str | None] = [None] * len(headings)
    taken: set[str] = set()
    for strong in (True, False):
        for column, heading in enumerate(headings):
            if heading is None or heading.strong != strong:
                continue
            for role in (heading.role, _second(heading, column, roles)):
                if role and role not in _NO_ROLES and (role not in taken or role in _MANY):
                    roles[column] = role
                    taken.add(role)
                    break
    _name_the_parts(headings, roles)
    if "measure" not in taken and taken & _ANSWERS:
        topics = ("topic", "theme") if "steps" in roles else ("topic",)
        topic = next((column for column, heading in enumerate(headings) if heading and heading.role in topics), None)
        stand_ins = sorted(roles.index(role) for role in ("steps", "recommendations") if role in roles)
        for column in [topic] if topic is not None else stand_ins[:1]:
            roles[column] = "measure"
    for column in range(roles.index("measure") if "measure" in roles else 0):
        heading = headings[column]
        roles[column] = None if heading and heading.leads else roles[column]
    return cast("list[Role | None]", roles)


def _name_the_parts(headings: list[Heading | None], roles: list[str | None]) -> None:
    """What a wider subject is parted into (มาตรการย่อย; กิจกรรม beside steps, below a ประเด็น): the measures, in place."""
    subject = roles.index("measure") if "measure" in roles else len(roles)
    above = headings[subject] if subject < len(roles) else None
    in_steps = any(h and h.strong and h.role == "steps" for h in headings)
    for column, heading in enumerate(headings):
        if column <= subject or above is None or heading is None or not heading.parts:
            continue
        divides = roles[column] == "steps" and in_steps and not above.strong and above.second is None
        if heading.strong or divides:
            roles[subject], roles[column] = None, "measure"
            return


def _second(heading: Heading, column: int, roles: list[str | None]) -> str | None:
    """What divides a measure stands right of it; what stands left of it ("ประเด็น") is a wider subject, and no step."""
    return heading.second if heading.role in roles[:column] else None


def is_measure_header(roles: Sequence[Role | None], labels: Sequence[str]) -> bool:
    """A measure table names the measure and, in two columns or more, who, how, when or what came of it.

    Results alone do beside a column that a strong word calls the measure: any list has "รายการ" and "ผล". Columns of
    several indicators or instruments hold scores, though "การใช้งบประมาณ" and "การแก้ไขปัญหาการทุจริต" read like roles.
    """
    known = {role for role in roles if role and role != "seq"}
    if len({subject for label in labels if (subject := subject_of(label)) and subject.scope != "overall"}) >= _LEAGUE:
        return False
    answers = known & {"steps", "responsible", "period", "results", "follow_up", "outcomes", "month"}
    if "measure" not in known or not answers:
        return False
    named = (heading_of(label) for label, role in zip(labels, roles, strict=True) if role == "measure")
    sure = {"responsible", "period"} | (
        {"results"} if any(h and h.strong and h.role == "measure" for h in named) else set()
    )
    return len(known) >= (2 if answers & sure else 3)
