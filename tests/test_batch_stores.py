"""Sources and outputs on other stores. The memory store of fsspec stands for one that is far away."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fsspec
import pytest

from prongsai.batch.remote import find_remote, is_remote
from prongsai.batch.settings import Limits, Settings
from prongsai.cli.convert import convert_paths, watch_paths
from prongsai.cli.exits import Exit
from schemas.errors import UsageError
from tests.batchruns import make_reports, manifest, report_text, snapshot

COUNT = 20


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """An empty store, and a place of its own for what is worked on here."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    memory = fsspec.filesystem("memory")
    memory.store.clear()
    memory.pseudo_dirs[:] = [""]
    yield memory
    memory.store.clear()


@pytest.fixture
def inputs(tmp_path: Path, store: Any) -> Path:
    folder = make_reports(tmp_path / "in", COUNT)
    for path in folder.iterdir():
        store.pipe_file(f"/archive/2568/{path.name}", path.read_bytes())
    return folder


def convert(paths: list[str], out: str, **settings: Any) -> Exit:
    return convert_paths(paths, out, Settings(**({"jobs": 1} | settings)), as_json=False)


@pytest.mark.parametrize(
    ("path", "remote"),
    [
        ("s3://bucket/reports", True),
        ("memory://reports", True),
        ("reports/2568", False),
        ("C:\\reports", False),
        ("-", False),
        ("รายงาน://x", False),
    ],
)
def test_an_address_is_told_from_a_path(path: str, remote: bool):
    assert is_remote(path) is remote


@pytest.mark.parametrize("address", ["memory://archive", "memory://archive/2568/*.txt"])
def test_reports_of_a_store_give_what_the_same_files_give_here(address: str, inputs: Path, tmp_path: Path):
    assert convert([str(inputs)], str(tmp_path / "here")) == Exit.SOME_FAILED
    assert convert([address], str(tmp_path / "there")) == Exit.SOME_FAILED
    here, there = manifest(tmp_path / "here"), manifest(tmp_path / "there")
    assert [line["path"] for line in there] == [f"memory:///archive/2568/{Path(line['path']).name}" for line in here]
    assert [line["document_id"] for line in there] == [line["document_id"] for line in here]
    assert [line["status"] for line in there] == [line["status"] for line in here]
    assert (tmp_path / "there" / "scores.csv").read_bytes() == (tmp_path / "here" / "scores.csv").read_bytes()


def test_nothing_of_a_fetched_source_is_left(inputs: Path, tmp_path: Path):
    convert(["memory://archive"], str(tmp_path / "out"))
    assert not list((tmp_path / "out" / ".prongsai").glob("fetched/*"))


def test_an_output_on_a_store_is_what_it_would_be_here(inputs: Path, tmp_path: Path, store: Any):
    convert([str(inputs)], str(tmp_path / "here"))
    convert([str(inputs)], "memory://run")
    stored = {
        name.removeprefix("/run/"): store.cat_file(name) for name in store.find("/run") if ".prongsai" not in name
    }
    expected = snapshot(tmp_path / "here")
    assert set(stored) >= {name for name in expected if name.startswith("documents/")}
    for name, data in expected.items():
        if name.endswith((".json", ".csv")) and name in stored:
            assert stored[name] == data


def test_a_run_on_another_machine_goes_on_from_the_store(
    inputs: Path, tmp_path: Path, store: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    convert([str(inputs)], "memory://run")
    capsys.readouterr()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "another"))
    convert_paths([str(inputs)], "memory://run", Settings(jobs=1), as_json=True)
    told = json.loads(capsys.readouterr().out)
    assert told["done_before"] == told["inputs"] - told["duplicates"]


def test_a_source_that_goes_away_is_one_failure(tmp_path: Path, store: Any, monkeypatch: pytest.MonkeyPatch):
    store.pipe_file("/in/one.txt", report_text(1).encode())
    store.pipe_file("/in/two.txt", report_text(2).encode())
    opened = type(store)._open

    def fail(self: Any, path: str, *rest: Any, **options: Any) -> Any:
        if path.endswith("one.txt"):
            raise ConnectionResetError("connection reset by peer")
        return opened(self, path, *rest, **options)

    monkeypatch.setattr(type(store), "_open", fail)
    assert convert(["memory://in"], str(tmp_path / "out")) == Exit.SOME_FAILED
    told = {line["path"]: (line["status"], line["reason"]) for line in manifest(tmp_path / "out")}
    assert told["memory:///in/one.txt"] == ("malformed", "cannot be fetched: connection reset by peer")
    assert told["memory:///in/two.txt"][0] == "ok"


def test_a_source_over_the_limit_is_not_fetched_whole(tmp_path: Path, store: Any):
    store.pipe_file("/in/big.txt", b"x" * 5_000)
    store.pipe_file("/in/small.txt", report_text(2).encode())
    convert(["memory://in"], str(tmp_path / "out"), limits=Limits(size=4_000))
    told = {line["path"]: line["status"] for line in manifest(tmp_path / "out")}
    assert told == {"memory:///in/big.txt": "limit_size", "memory:///in/small.txt": "ok"}


@pytest.mark.parametrize(
    ("address", "cause"), [("memory://nothing", "no reports there"), ("nostore://x", "Protocol not known")]
)
def test_an_address_with_nothing_behind_it_is_said_so(address: str, cause: str, store: Any):
    with pytest.raises(UsageError, match=cause):
        list(find_remote(address))


def test_an_archive_on_a_store_is_told_of(tmp_path: Path, store: Any):
    store.pipe_file("/in/all.zip", b"PK")
    store.pipe_file("/in/old.doc", report_text(1).encode())
    store.pipe_file("/in/sheet.xlsx", b"PK")
    assert convert(["memory://in"], str(tmp_path / "out")) == Exit.SOME_FAILED
    told = {line["path"]: line["status"] for line in manifest(tmp_path / "out")}
    assert told == {"memory:///in/all.zip": "unsupported", "memory:///in/old.doc": "ok"}


@pytest.mark.parametrize(("path", "out"), [("memory://in", "out"), (".", "memory://out")])
def test_a_store_is_not_watched(path: str, out: str, store: Any):
    with pytest.raises(UsageError, match="this machine"):
        watch_paths([path], out, Settings(jobs=1), as_json=False)
