"""Which verdict stands for a value of the present run, and which values have to be judged (again).

A person judged a value of the source at one time; source and extraction may have changed since. Both changed: the
value is asked again. Else:

source   extraction   what stands
same     same         the newest verdict
same     changed      the person's own answer, put beside the new value: the value they called right, or their
                      correction, equals it or does not. What they could not tell from this source stays so. Only a
                      bare "wrong" says nothing of another value, and is asked again
changed  same         the newest verdict: the same words were read and gave the same value

"Extraction" is the raw text and the value. "Source" is the SHA-256 of the file; a changed one is known again by the
path it was given under. Of a same source, a verdict counts only for what stands in the same place: a record that was
numbered anew is another record. Of several auditors' verdicts the newest counts; all stay in the journal.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from prongsai.review.store import Entry, Subject, Verdict


@dataclass(frozen=True, slots=True)
class Standing:
    """What counts for a value now. ``carried``: worked out from a verdict on another value or another source."""

    verdict: Verdict
    entry: Entry
    carried: bool = False

    @property
    def person(self) -> Any:
        """The person's own value: the correction, else the machine's value they called right; None where neither."""
        return _answer(self.entry)

    @property
    def corrected(self) -> bool:
        return self.entry.corrected


def standing(subject: Subject, entries: Iterable[Entry]) -> Standing | None:
    """What stands for ``subject`` given verdicts on its source, oldest first; None where it has to be judged."""
    for entry in sorted(entries, key=lambda entry: -entry.id):
        if entry.subject.path == subject.path and (found := _carry(subject, entry)):
            return found
    return None


def by_path(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Verdicts by the path of their field."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[entry.subject.path].append(entry)
    return found


def _carry(subject: Subject, entry: Entry) -> Standing | None:
    old = entry.subject
    same_source = old.sha256 == subject.sha256
    same_reading = old.raw == subject.raw and old.machine == subject.machine
    if same_source and not same_place(old.places, subject.places):
        return None
    if same_source and same_reading:
        return Standing(entry.verdict, entry)
    if same_reading and old.source == subject.source:
        return Standing(entry.verdict, entry, carried=True)
    if not same_source:
        return None
    if entry.verdict == "unclear":
        return Standing("unclear", entry, carried=True)
    if entry.verdict == "wrong" and not entry.corrected:
        return None
    return Standing("right" if _answer(entry) == subject.machine else "wrong", entry, carried=True)


def _answer(entry: Entry) -> Any:
    if entry.corrected:
        return entry.person
    return entry.subject.machine if entry.verdict == "right" else None


def same_place(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> bool:
    """Whether two lists of places share any ground, or either says nothing."""
    if not old or not new:
        return True
    return any(_touch(one, other) for one in old for other in new)


def _touch(one: dict[str, Any], other: dict[str, Any]) -> bool:
    if "bbox" in one and "bbox" in other:
        (ax0, atop, ax1, abottom), (bx0, btop, bx1, bbottom) = one["bbox"], other["bbox"]
        apart = ax1 < bx0 or bx1 < ax0 or abottom < btop or bbottom < atop
        return one["page"] == other["page"] and not apart
    if "line" in one and "line" in other:
        a, b = one["column"], other["column"]
        meets = a <= b < a + max(one["length"], 1) or b <= a < b + max(other["length"], 1)
        return bool(one["line"] == other["line"] and meets)
    return False
