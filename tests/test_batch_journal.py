"""What counts as done: the same content, read by the same tool under the same settings, whose report still stands."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from prongsai.batch.document import Outcome
from prongsai.batch.journal import open_journal
from prongsai.cli.app import app
from schemas.errors import UsageError
from tests.batchruns import manifest, report_text


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def convert(inputs: Path, out: Path, *options: str) -> dict[str, Any]:
    """The summary of a run."""
    result = run("convert", inputs, "--out", out, "--jobs", "1", "--json", *options)
    told: dict[str, Any] = json.loads(result.stdout)
    return told


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(report_text(number), "utf-8")
    (folder / "bad.txt").write_bytes(bytes(range(256)))
    return folder


@pytest.fixture
def out(inputs: Path, tmp_path: Path) -> Path:
    assert convert(inputs, tmp_path / "out")["done_before"] == 0
    return tmp_path / "out"


def ids(out: Path) -> dict[str, str | None]:
    return {Path(line["path"]).name: line["document_id"] for line in manifest(out)}


def test_what_is_done_is_not_done_again_nor_what_failed(inputs: Path, out: Path):
    before = {path: path.stat().st_mtime_ns for path in (out / "documents").iterdir()}
    assert convert(inputs, out)["done_before"] == 4
    assert {path: path.stat().st_mtime_ns for path in (out / "documents").iterdir()} == before


def test_a_file_that_was_moved_or_renamed_is_not_done_again(inputs: Path, out: Path):
    first = ids(out)
    (inputs / "further").mkdir()
    (inputs / "0.txt").rename(inputs / "further" / "new name.txt")
    assert convert(inputs, out)["done_before"] == 4
    assert ids(out)["new name.txt"] == first["0.txt"]


def test_a_file_that_changed_is_done_again(inputs: Path, out: Path):
    first = ids(out)
    (inputs / "0.txt").write_text(report_text(50), "utf-8")
    assert convert(inputs, out)["done_before"] == 3
    assert ids(out)["0.txt"] not in (None, first["0.txt"])


def test_a_report_that_is_gone_or_cut_is_written_again(inputs: Path, out: Path):
    gone, cut = sorted((out / "documents").iterdir())[:2]
    whole = {path: path.read_bytes() for path in (gone, cut)}
    gone.unlink()
    cut.write_bytes(whole[cut][:100])
    assert convert(inputs, out)["done_before"] == 2
    assert {path: path.read_bytes() for path in whole} == whole


def test_what_failed_is_tried_again_when_asked_or_under_other_limits(inputs: Path, out: Path):
    assert convert(inputs, out, "--retry-failed")["done_before"] == 3
    assert convert(inputs, out, "--limit-time", "50")["done_before"] == 3
    assert convert(inputs, out, "--limit-time", "50")["done_before"] == 4


def test_a_fresh_run_forgets_and_removes_what_was_done(inputs: Path, out: Path):
    (inputs / "0.txt").unlink()
    (out / "documents" / "mine.json").write_text("{}", "utf-8")
    assert convert(inputs, out, "--fresh")["done_before"] == 0
    assert len(list((out / "documents").iterdir())) == 3


def test_the_first_of_equal_files_gives_the_name(inputs: Path, tmp_path: Path):
    for name in ("zz.txt", "00.txt"):
        (inputs / name).write_text(report_text(1), "utf-8")
    told = convert(inputs, tmp_path / "out")
    lines = {Path(line["path"]).name: line for line in manifest(tmp_path / "out")}
    assert (told["inputs"], told["converted"], told["duplicates"]) == (6, 5, 2)
    assert lines["1.txt"]["document_id"] == lines["zz.txt"]["document_id"] == lines["00.txt"]["document_id"]
    assert lines["00.txt"]["document_id"].startswith("00-")
    assert [lines[name]["duplicate_of"] for name in ("00.txt", "1.txt", "zz.txt")] == [
        None, *[str(inputs / "00.txt")] * 2
    ]  # fmt: skip


def test_the_log_says_what_the_reader_said_and_the_terminal_does_not(inputs: Path, tmp_path: Path):
    result = run("convert", inputs, "--out", tmp_path / "out")
    (line,) = (json.loads(line) for line in (tmp_path / "out" / "run.log").read_text("utf-8").splitlines())
    assert (line["path"], line["status"]) == (str(inputs / "bad.txt"), "malformed")
    assert "Traceback" in line["detail"]
    assert "MalformedInput" in line["detail"]
    assert "Traceback" not in result.stderr
    assert result.stderr.count("\n") == 1


def outcome(sha256: str, **fields: Any) -> Outcome:
    return Outcome(sha256, **({"status": "crashed", "reason": "ended"} | fields))


def test_done_is_for_one_tool_and_one_reading(tmp_path: Path):
    with open_journal(tmp_path, "old tool", "limits") as journal:
        journal.begin(1)
        journal.keep(outcome("a" * 64))
        assert journal.done("a" * 64, tmp_path, retry_failed=False) == outcome("a" * 64)
    with open_journal(tmp_path, "new tool", "limits") as journal:
        assert journal.done("a" * 64, tmp_path, retry_failed=False) is None


def test_a_fault_that_is_not_the_files_is_not_kept(tmp_path: Path):
    with open_journal(tmp_path, "tool", "limits") as journal:
        journal.begin(1)
        journal.keep(outcome("a" * 64, transient=True))
        assert journal.done("a" * 64, tmp_path, retry_failed=False) is None


def test_a_damaged_journal_is_told_in_one_line(tmp_path: Path):
    (tmp_path / ".prongsai").mkdir()
    (tmp_path / ".prongsai" / "journal.sqlite").write_bytes(b"no database" * 500)
    with pytest.raises(UsageError, match="damaged"), open_journal(tmp_path, "tool", "limits"):
        pass
