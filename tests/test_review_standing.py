"""Which verdict stands when source, extraction or both have changed, and what a reading's grade is."""

from dataclasses import replace
from typing import Any

import pytest

from prongsai.review.confidence import GRADES, Grader
from prongsai.review.standing import standing
from prongsai.review.store import Entry, Subject, Verdict

HERE = [{"line": 4, "column": 10, "length": 5}]
BESIDE = [{"line": 4, "column": 15, "length": 5}]
JUDGED = Subject("a" * 64, "in/one.txt", "one-aaaa", "scores/overall.2567/score", "score.score", 88.5, "๘๘.๕", HERE)
READ_ANEW = replace(JUDGED, machine=88.6, raw="๘๘.๖")
OTHER_FILE = replace(JUDGED, sha256="b" * 64, document_id="one-bbbb")
BOTH = replace(READ_ANEW, sha256="b" * 64)


def entry(verdict: Verdict, *, number: int = 1, about: Subject = JUDGED, **said: Any) -> Entry:
    corrected, person = "person" in said, said.get("person")
    return Entry(number, "2026-11-20T08:00:00Z", "ก", about, verdict, corrected, person, None, None)


CASES = [
    ("nothing changed", JUDGED, entry("right"), "right", False),
    ("nothing changed, wrong", JUDGED, entry("wrong"), "wrong", False),
    ("read anew, they called the old value right", READ_ANEW, entry("right"), "wrong", True),
    ("read anew as they corrected it", READ_ANEW, entry("wrong", person=88.6), "right", True),
    ("read anew, not as they corrected it", READ_ANEW, entry("wrong", person=88.7), "wrong", True),
    ("a bare wrong says nothing of another value", READ_ANEW, entry("wrong"), None, False),
    ("what the source does not tell it still does not", READ_ANEW, entry("unclear"), "unclear", True),
    ("the value is gone and was called right", replace(JUDGED, machine=None), entry("right"), "wrong", True),
    ("gone, as they corrected it", replace(JUDGED, machine=None), entry("wrong", person=None), "right", True),
    ("raw text alone read anew", replace(JUDGED, raw="88.5"), entry("right"), "right", True),
    ("another file of the same path, read alike", OTHER_FILE, entry("right"), "right", True),
    ("another file of another path", replace(OTHER_FILE, source="in/two.txt"), entry("right"), None, False),
    ("both changed: asked again", BOTH, entry("right"), None, False),
    ("both changed, though they corrected it so", BOTH, entry("wrong", person=88.6), None, False),
    ("the record was numbered anew", replace(JUDGED, places=BESIDE), entry("right"), None, False),
    ("no place is no other place", replace(JUDGED, places=[]), entry("right"), "right", False),
    ("another field", replace(JUDGED, path="scores/overall.2566/score"), entry("right"), None, False),
]  # fmt: skip


@pytest.mark.parametrize(
    ("subject", "said", "verdict", "carried"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_what_stands(subject: Subject, said: Entry, verdict: Verdict | None, carried: bool):
    found = standing(subject, [said])
    assert (found and found.verdict) == verdict
    assert found is None or found.carried == carried


def test_the_newest_that_says_something_counts():
    entries = [entry("wrong", person=88.6, number=1), entry("right", number=2)]
    found = standing(JUDGED, entries)
    assert found is not None
    assert (found.verdict, found.entry.id) == ("right", 2)
    later = standing(READ_ANEW, [*entries, entry("wrong", number=3)])
    assert later is not None
    assert later.entry.id == 2, "the newer bare wrong was of a value that is no longer read"


def test_the_persons_own_value():
    kept = [standing(JUDGED, [said]) for said in (entry("right"), entry("wrong", person=1.0), entry("wrong"))]
    assert [found.person for found in kept if found] == [88.5, 1.0, None]


BOX = {"page": 1, "bbox": [100.0, 50.0, 180.0, 70.0]}


@pytest.mark.parametrize(
    ("place", "same"),
    [
        (BOX, True),
        ({"page": 1, "bbox": [170.0, 60.0, 260.0, 90.0]}, True),
        ({"page": 1, "bbox": [100.0, 71.0, 180.0, 90.0]}, False),
        ({"page": 2, "bbox": BOX["bbox"]}, False),
        ({"line": 1, "column": 1, "length": 4}, False),
    ],
)
def test_a_place_is_known_by_the_ground_it_covers(place: dict[str, Any], same: bool):
    found = standing(replace(JUDGED, places=[place]), [entry("right", about=replace(JUDGED, places=[BOX]))])
    assert (found is not None) == same


def reading(state: str) -> dict[str, Any]:
    return {
        "raw": "๘๘",
        "text": "88",
        "first": "88",
        "second": "88",
        "confidence": 0.9,
        "state": state,
        "witness": None,
    }


REPORT = {
    "pages": [{"page": 1, "quality": "clean"}, {"page": 2, "quality": "repaired"}],
    "findings": [
        {"severity": "warning", "records": ["scores/0"]},
        {"severity": "info", "records": ["scores/1"]},
    ],
}


@pytest.mark.parametrize(
    ("record", "page", "states", "doubtful", "grade"),
    [
        ("measures/0", 1, [], False, "clean"),
        ("measures/0", 2, [], False, "repaired"),
        ("measures/0", 9, [], False, "clean"),
        ("measures/0", 2, [], True, "doubtful"),
        ("scores/0", 1, [], True, "questioned"),
        ("scores/1", 1, [], False, "clean"),
        ("scores/1", 1, ["agreed", "settled"], False, "settled"),
        ("scores/0", 1, ["agreed"], False, "agreed"),
        ("scores/0", 1, ["agreed", "unread", "settled"], False, "unread"),
    ],
)
def test_how_sure_a_reading_was(record: str, page: int, states: list[str], doubtful: bool, grade: str):
    found = Grader(REPORT).grade(record, page, [reading(state) for state in states], doubtful=doubtful)
    assert found == grade
    assert found in GRADES
