"""The face for analysts: many files, a converted folder as frames, the examples of docstrings and docs as written."""

import doctest
import os
import pickle
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest

import prongsai
from prongsai import archive, many, pipeline
from prongsai.export.rows import TABLES
from prongsai.report import Report
from schemas import errors
from schemas.errors import CrashedInput, InputError, LimitExceeded, UsageError
from tests.processes import run_apart
from tests.table_reports import report, score, write

TEXTS = {"a.txt": "รายงานผล ปีงบประมาณ พ.ศ. 2568\n", "b.txt": "คะแนน ITA ปี 2567 เท่ากับ 90.25 คะแนน\n", "c.txt": "ค\n"}


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    """Three texts, and between them a file that is damaged and one that is not there."""
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.7\nnothing")
    return [tmp_path / name for name in ("c.txt", "bad.pdf", "a.txt", "nowhere.txt", "b.txt")]


def told(results: Iterator[tuple[Path, many.Result]]) -> list[tuple[str, str]]:
    """Names with the report's own name of its file, or the kind of its error."""
    return [
        (path.name, result.source.name if isinstance(result, Report) else type(result).__name__)
        for path, result in results
    ]


@pytest.mark.parametrize("jobs", [1, 2])
def test_many_files_in_their_order_with_errors_as_values(jobs: int, paths: list[Path]):
    assert told(prongsai.read_many(paths, jobs)) == [
        ("c.txt", "c.txt"),
        ("bad.pdf", "MalformedInput"),
        ("a.txt", "a.txt"),
        ("nowhere.txt", "MalformedInput"),
        ("b.txt", "b.txt"),
    ]


def test_more_files_than_are_read_ahead(paths: list[Path]):
    names = [path.name for path, _ in prongsai.read_many(paths[:1] * 9 + paths[2:3], 2)]
    assert names == ["c.txt"] * 9 + ["a.txt"]


def test_nothing_is_read_before_it_is_asked_for(paths: list[Path]):
    def asked() -> Iterator[Path]:
        yield paths[0]
        raise AssertionError("read ahead")

    path, result = next(prongsai.read_many(asked()))
    assert (path, isinstance(result, Report)) == (paths[0], True)


def test_who_has_enough_may_stop(paths: list[Path]):
    results = prongsai.read_many(paths * 20, 2)
    assert next(results)[0] == paths[0]
    results.close()  # type: ignore[attr-defined] # hands over a generator
    assert list(results) == []


def fail(path: Path, *, vocabulary: None) -> Report:
    """A reader with a fault: one file raises, one ends the process."""
    if path.name == "a.txt":
        raise ZeroDivisionError("of all things")
    if path.name == "b.txt":
        os._exit(7)
    return prongsai.read_bytes(path.read_bytes(), path.name)


@pytest.mark.skipif(
    sys.platform != "linux", reason="elsewhere processes start afresh and do not know the faulty reader"
)
def test_a_fault_costs_its_own_file_alone(paths: list[Path], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pipeline, "read", fail)
    found = dict(prongsai.read_many([paths[2], paths[4], paths[0]], 2))
    assert isinstance(found[paths[0]], Report)
    assert str(found[paths[2]]) == "a.txt: unexpected ZeroDivisionError: of all things"
    assert str(found[paths[4]]) == "b.txt: the process that read it ended with 7"
    assert {type(found[path]) for path in (paths[2], paths[4])} == {CrashedInput}


def test_no_processes_read_nothing():
    with pytest.raises(UsageError, match="0"):
        prongsai.read_many([], 0)


KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, InputError)]


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_comes_whole_from_another_process(kind: type[InputError]):
    made = LimitExceeded("a", "b", "limit_time") if kind is LimitExceeded else kind("a", "b")
    again = pickle.loads(pickle.dumps(made))
    assert (type(again), str(again), vars(again)) == (kind, str(made), vars(made))


@pytest.fixture(scope="module", params=["parquet", "csv", "xlsx", None])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two reports as a run left them, with tables of one format or none."""
    out = tmp_path_factory.mktemp("archive")
    odd = report(
        "a", measures=[{"id": "m1", "measure": "NA", "section": '"ก"\n=1', "budget": {"raw": "๑", "amount": 0.1}}]
    )
    return write([odd, report("b", scores=[score(93.99), score(None)])], out, [request.param] if request.param else [])


@pytest.mark.parametrize("table", TABLES)
def test_frames_are_the_same_whatever_they_come_from(table: str, folder: Path):
    kept = prongsai.load(folder)
    frame = getattr(kept, table)
    pd.testing.assert_frame_equal(frame, prongsai.to_frames(kept.reports())[table])
    assert len(frame) > 1
    assert getattr(kept, table) is frame


def test_missing_is_missing(folder: Path):
    kept = prongsai.load(folder)
    assert kept.measures["measure"].tolist()[0] == "NA"
    assert kept.scores["score"].isna().tolist() == [False, True, False, True]
    assert kept.scores["score"].sum() == 88.5 + 93.99
    assert kept.documents["report_date"].tolist() == [pd.Timestamp(2025, 4, 5)] * 2


def test_reports_of_the_run_and_no_others(tmp_path: Path):
    """A document that an earlier run left is none of this run's."""
    write([report("a"), report("old")], tmp_path, ["csv"])
    write([report("b"), report("a")], tmp_path, ["csv"])
    kept = prongsai.load(tmp_path)
    assert [one.document_id for one in kept.reports()] == kept.ids == ["b", "a"]
    assert kept.report("old") == report("old")


@pytest.mark.parametrize("name", ["nobody", "../documents/a", ""])
def test_a_report_that_is_none(name: str, tmp_path: Path):
    write([report("a")], tmp_path, [])
    with pytest.raises(UsageError, match="no such report"):
        prongsai.load(tmp_path).report(name)


def test_a_folder_that_is_none(tmp_path: Path):
    with pytest.raises(UsageError, match="documents"):
        prongsai.load(tmp_path)


@pytest.fixture(scope="module")
def desk(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a reader of the docs would have it: the samples, and records converted from them."""
    here = tmp_path_factory.mktemp("desk")
    (here / "samples").symlink_to(root / "samples")
    names = sorted((root / "samples").glob("*.txt"))
    read = [result for _, result in prongsai.read_many(names) if isinstance(result, Report)]
    (here / "records").mkdir()
    write(read, here / "records", ["csv", "parquet"])
    return here


@pytest.mark.parametrize(
    "module", [archive, many, import_module("prongsai.report"), import_module("prongsai.export.frames"), pipeline]
)
def test_examples_of_docstrings_run(module: ModuleType, desk: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(desk)
    found = doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert (found.failed, found.attempted > 0) == (0, True)


def test_the_chart_of_scores_over_years(root: Path, desk: Path):
    script = root / "docs" / "examples" / "scores_over_years.py"
    command = [sys.executable, str(script), "records", "chart.svg"]
    done = run_apart(command, cwd=desk)
    assert done.returncode == 0, done.stderr
    shown = done.stdout.splitlines()
    assert shown[0].split() == ["fiscal_year_be", "2565", "2566", "2567"]
    assert shown[2].split()[-3:] == ["89.6", "95.3", "97.69"]
    drawn = ET.parse(desk / "chart.svg").getroot()
    space = "{http://www.w3.org/2000/svg}"
    assert len(drawn.findall(f"{space}polyline")) == len(shown) - 3
    assert "เทศบาลเมืองวังน้ำฝาง" in {text.text for text in drawn.findall(f"{space}text")}


def test_importing_costs_nothing(tmp_path: Path):
    code = "import sys, prongsai; print(*({'json', 'pandas', 'pebble', 'pyarrow', 'pydantic'} & set(sys.modules)))"
    done = run_apart([sys.executable, "-c", code], cwd=tmp_path, check=True)
    assert done.stdout.strip() == ""


def test_every_name_of_the_face_is_there():
    assert set(prongsai.__all__) <= set(dir(prongsai))
    for name in prongsai.__all__:
        assert getattr(prongsai, name) is not None
    with pytest.raises(AttributeError):
        _ = prongsai.nothing
