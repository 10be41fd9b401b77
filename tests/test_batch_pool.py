"""Limited processes: each way to die costs one document alone and has its status; the rest goes on."""

import os
import signal
from pathlib import Path

import pytest

from prongsai.batch import pool as pool_module
from prongsai.batch.document import Outcome, Task
from prongsai.batch.limits import allow_pages
from prongsai.batch.pool import LimitedPool
from prongsai.batch.settings import Limits
from schemas.errors import OutputError, ProngsaiError
from tests.batchfaults import die_at_once, fail
from tests.pdfmaker import PdfMaker
from tests.processes import wait_for

LIMITS = Limits(time=3, time_a_page=0, memory=128 * 2**20)


def outcomes(names: list[str], scratch: Path, limits: Limits = LIMITS, jobs: int = 2) -> dict[str, Outcome]:
    """Outcome by name of tasks given all at once."""
    found: dict[str, Outcome] = {}
    with LimitedPool(jobs, limits, scratch, fail) as pool:
        for number, name in enumerate(names):
            pool.submit(number, Task("-", None, name, name, name, "", limits))
        while not pool.idle:
            found |= {names[number]: outcome for number, outcome in pool.ended(0.2)}
    return found


# fault | status | in its reason | would be tried again
FAULTS = [
    ("exit", "crashed", "code 3", False),
    ("segfault", "crashed", "SIGSEGV", False),
    ("abort", "limit_memory", "128 MB", False),
    ("heap", "crashed", "SIGABRT", False),
    ("killed", "crashed", "SIGKILL", True),
    ("memory", "limit_memory", "128 MB", False),
    ("grow", "limit_memory", "128 MB", False),
    ("sleep", "limit_time", "3 seconds", False),
    ("raise", "crashed", "ZeroDivisionError: a bug", False),
    ("unpicklable", "crashed", "", False),
    ("speak", "ok", "", False),
]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """Every fault twice, each beside two tasks without fault."""
    names = [f"{name} {turn}" for turn in (1, 2) for fault in FAULTS for name in (fault[0], f"fine {fault[0]}")]
    return outcomes(names, tmp_path_factory.mktemp("pool"))


@pytest.mark.parametrize(("fault", "status", "reason", "transient"), FAULTS)
def test_a_fault_has_its_status(fault, status, reason, transient, found: dict[str, Outcome]):
    for turn in (1, 2):
        outcome = found[f"{fault} {turn}"]
        assert (outcome.status, outcome.transient) == (status, transient)
        assert reason in (outcome.reason or "")


def test_the_rest_goes_on(found: dict[str, Outcome]):
    fine = [outcome.status for name, outcome in found.items() if name.startswith("fine")]
    assert fine == ["ok"] * 2 * len(FAULTS)


@pytest.mark.parametrize(
    ("fault", "said"), [("segfault", "string_at"), ("sleep", "batchfaults"), ("memory", "MemoryError")]
)
def test_a_death_leaves_where_it_was(fault, said, found: dict[str, Outcome]):
    assert said in (found[f"{fault} 1"].detail or "")


def test_a_death_tells_how_long_it_took(found: dict[str, Outcome]):
    assert found["sleep 1"].seconds >= 2.9


def test_workers_are_silent_and_leave_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]):
    outcomes(["speak 1", "segfault 1"], tmp_path)
    assert capfd.readouterr() == ("", "")
    assert list(tmp_path.iterdir()) == []


def test_one_process_reads_many_documents(tmp_path: Path):
    found = outcomes([f"fine {n}" for n in range(20)], tmp_path, jobs=1)
    assert len({outcome.reason for outcome in found.values()}) == 1


def test_a_process_is_replaced_after_some_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pool_module, "DOCUMENTS_A_WORKER", 5)
    found = outcomes([f"fine {n}" for n in range(20)], tmp_path, jobs=1)
    assert len({outcome.reason for outcome in found.values()}) == 4


def test_a_worker_that_outlives_its_alarm_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pool_module, "_GRACE", 1.0)
    found = outcomes(["stuck 1", "fine 1"], tmp_path, Limits(time=1, time_a_page=0, time_a_scan=0))
    assert {name: outcome.status for name, outcome in found.items()} == {"stuck 1": "limit_time", "fine 1": "ok"}


# pages with text, pages without | seconds allowed beyond those of the document
PAGES = [(1, 0, 0), (3, 0, 400), (0, 3, 400), (6, 0, 1000), (5, 3, 1400 + 3000), (40, 0, 200 * 29)]


@pytest.mark.parametrize(("texts", "scans", "seconds"), PAGES)
def test_a_pdf_has_time_for_its_pages(texts: int, scans: int, seconds: int):
    maker = PdfMaker()
    for _ in range(texts):
        maker.page().text(50, 50, "รายงานผลการดำเนินการประจำปี")
    for _ in range(scans):
        maker.page().image(0, 0, 595, 842)
    signal.setitimer(signal.ITIMER_REAL, 1000)
    try:
        allow_pages(maker.file(), Limits(time_a_page=200, time_a_scan=1000, pages=30))
        left = signal.getitimer(signal.ITIMER_REAL)[0]
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    assert 1000 + seconds - 100 < left <= 1000 + seconds


def test_a_report_that_cannot_be_written_is_the_runs_fault(tmp_path: Path):
    with pytest.raises(OutputError, match="full"):
        outcomes(["full 1"], tmp_path)


def test_workers_that_never_come_to_life_end_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pool_module, "_LIFE", 0.5)
    monkeypatch.setattr(pool_module, "confine", die_at_once)
    with pytest.raises(ProngsaiError, match="die as soon as they start"):
        outcomes(["speak", "speak"], tmp_path)


def test_a_pool_that_breaks_is_made_anew(tmp_path: Path):
    """A worker killed while it waits for work breaks pebble's pool; what was not done is done by the next."""
    names = [f"fine {n}" for n in range(30)]
    found: list[int] = []
    with LimitedPool(1, LIMITS, tmp_path, fail) as pool:
        for number, name in enumerate(names):
            pool.submit(number, Task("-", None, name, name, name, "", LIMITS))
            while pool.full:
                found += [number for number, _ in pool.ended(0.2)]
            if number == 15:
                while not pool.idle:
                    found += [number for number, _ in pool.ended(0.2)]
                _kill_workers(tmp_path)
                wait_for(lambda: pool._pool is None or not pool._pool.active, 20)
        while not pool.idle:
            found += [number for number, _ in pool.ended(0.2)]
    assert sorted(found) == list(range(30))


def _kill_workers(scratch: Path) -> None:
    for path in scratch.glob("*.err"):
        os.kill(int(path.stem), signal.SIGKILL)
