"""The journal of verdicts: entries are only added, nothing is lost, several auditors and several processes write."""

import sqlite3
import sys
import threading
from pathlib import Path

import pytest

from prongsai.review.index import Subjects, open_index
from prongsai.review.plans import plan_for_count
from prongsai.review.samples import CLAIM_SECONDS, claim, draw_sample, find_sample, next_position, sample_items
from prongsai.review.store import Store, Subject
from schemas.errors import UsageError
from tests.deskruns import SAMPLES, make_run
from tests.processes import run_apart

SUBJECT = Subject("a" * 64, "in/one.txt", "one-aaaa", "measures/m1/steps", "measure.steps", ["ก", "ข"], "1. ก 2. ข", [])


def about(path: str) -> Subject:
    return Subject(
        "a" * 64, "in/one.txt", "one-aaaa", path, "measure.steps", ["ก"], "ก", [{"line": 1, "column": 1, "length": 1}]
    )


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "verdicts.sqlite")


def test_a_verdict_keeps_both_answers(store: Store):
    number = store.add(SUBJECT, "ผู้ตรวจ ก", "wrong", corrected=True, person=["ก"], note="ขาด", sample=3)
    entry = Store(store.path).find(number)
    assert entry is not None
    assert (entry.subject, entry.auditor, entry.verdict) == (SUBJECT, "ผู้ตรวจ ก", "wrong")
    assert (entry.corrected, entry.person, entry.note, entry.sample) == (True, ["ก"], "ขาด", 3)


def test_a_correction_to_nothing_is_not_the_lack_of_one(store: Store):
    bare, emptied = store.add(SUBJECT, "a", "wrong"), store.add(SUBJECT, "a", "wrong", corrected=True, person=None)
    found = [store.find(number) for number in (bare, emptied)]
    assert [(entry.corrected, entry.person) for entry in found if entry] == [(False, None), (True, None)]


@pytest.mark.parametrize("statement", ["UPDATE entries SET verdict = 'right'", "DELETE FROM entries"])
def test_entries_are_neither_changed_nor_deleted(store: Store, statement: str):
    store.add(SUBJECT, "a", "wrong")
    with pytest.raises(sqlite3.IntegrityError, match="entries are never"), store.connection() as connection:
        connection.execute(statement)
    assert [entry.verdict for entry in store.all_standing()] == ["wrong"]


def test_an_undo_takes_back_the_newest_verdict_of_its_auditor_alone(store: Store):
    first, second = store.add(about("p/1"), "a", "right"), store.add(about("p/2"), "a", "wrong")
    others = store.add(about("p/3"), "b", "right")
    last = store.last_of("a")
    assert last is not None
    assert last.id == second
    assert not store.undo(others, "a")
    assert store.undo(second, "a")
    assert not store.undo(second, "a"), "taken back before"
    assert [entry.id for entry in store.all_standing()] == [first, others]
    last = store.last_of("a")
    assert last is not None
    assert last.id == first
    assert store.count() == 4, "the undo is an entry of its own, and what it takes back stays"


def test_verdicts_are_found_by_the_bytes_of_a_source_or_by_its_path(store: Store):
    store.add(SUBJECT, "a", "right")
    assert len(store.on_source("a" * 64, "elsewhere.txt")) == 1
    assert len(store.on_source("b" * 64, "in/one.txt")) == 1
    assert store.on_source("b" * 64, "elsewhere.txt") == []
    assert len(store.on_field("b" * 64, "in/one.txt", SUBJECT.path)) == 1
    assert store.on_field("a" * 64, "in/one.txt", "measures/m2/steps") == []


def test_several_auditors_write_at_once(store: Store):
    def judge(name: str) -> None:
        own = Store(store.path)  # as another server on the same file
        for number in range(25):
            own.add(about(f"p/{number}"), name, "right")

    threads = [threading.Thread(target=judge, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = [(entry.auditor, entry.subject.path) for entry in store.all_standing()]
    assert len(kept) == len(set(kept)) == 100


KILLED = """
import os, sys
from pathlib import Path
from prongsai.review.store import Store, Subject
store = Store(Path(sys.argv[1]))
for number in range(10_000):
    store.add(Subject("a" * 64, "s", "d", f"p/{number}", "k", number, None, []), "a", "right")
    os.write(1, f"{number}\\n".encode())
    if number == 40:
        os.kill(os.getpid(), 9)
"""


def test_a_verdict_once_taken_outlives_a_kill(store: Store):
    done = run_apart([sys.executable, "-c", KILLED, str(store.path)])
    told = [int(line) for line in done.stdout.split()]
    assert done.returncode == -9
    assert told == list(range(41))
    assert [entry.subject.machine for entry in Store(store.path).all_standing()] == told


def test_a_file_that_holds_something_else_is_refused(tmp_path: Path):
    path = tmp_path / "verdicts.sqlite"
    path.write_bytes(b"no database, but long enough to be looked at " * 40)
    with pytest.raises(UsageError, match="file of verdicts"):
        Store(path)


def test_two_auditors_are_given_different_values(tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch):
    index = open_index(make_run(tmp_path / "run", [SAMPLES / "town_month_columns.txt"]))
    number = draw_sample(index, store, plan_for_count(1000, 3), "seed", "a")
    sample = find_sample(store, number)
    assert sample is not None

    def following(auditor: str, after: int = 0) -> int | None:
        return next_position(store, sample, sample_items(Subjects(index), store, sample), auditor, after)

    assert (following("a"), following("b")) == (1, 1)
    claim(store, sample, 1, "a")
    assert (following("a"), following("b")) == (1, 2)
    claim(store, sample, 2, "b")
    claim(store, sample, 3, "c")
    assert following("d") == 1, "rather a value before somebody else than none"
    assert following("a", after=1) == 1, "round again to the one left"
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0 + CLAIM_SECONDS)
    assert following("b") == 1, "a claim ends by itself"
