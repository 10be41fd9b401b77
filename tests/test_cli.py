"""The command line: what it prints and writes, what it ends with, and the one line that a person reads."""

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import prongsai
from prongsai.cli.app import app
from prongsai.export.jsons import schema_to_json
from prongsai.export.rows import TABLES
from tests.processes import PATIENCE, run_apart, started

ROOT = Path(__file__).resolve().parent.parent
GOOD = (
    "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส ปีงบประมาณ พ.ศ. 2568\nเทศบาลตำบลทุ่งแฝก\n\n"
    "ที่\tมาตรการ\tผู้รับผิดชอบ\tผลการดำเนินการ\n1\tรับเรื่อง\tกองคลัง\t- แล้ว\n2\tอบรม\tกองช่าง\tส่งแล้ว\n"
)
ALARMING = GOOD.replace("2\tอบรม", "4\tอบรม").replace("แล้ว", "")
PAGE = (
    "<html><body><h1>มาตรการส่งเสริมคุณธรรมและความโปร่งใส</h1>"
    "<table><tr><th>ที่<th>มาตรการ<th>ผู้รับผิดชอบ<tr><td>1<td>รับเรื่อง<td>กองคลัง</table></body></html>"
)
BAD = {"empty.txt": b"", "junk.txt": bytes(range(256)) * 8, "photo.pdf": b"GIF89a", "cut.docx": b"PK\x03\x04 cut"}


def run(*arguments: str, data: bytes | None = None) -> Result:
    return CliRunner().invoke(app, list(arguments), input=data)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(GOOD, "utf-8")
    return path


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A folder of two good files, one of them further down, four bad ones, and what is no report."""
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    (folder / "one.txt").write_text(GOOD, "utf-8")
    (folder / "sub" / "two.html").write_text(PAGE, "utf-8")
    for name, data in BAD.items():
        (folder / name).write_bytes(data)
    (folder / "notes.xlsx").write_bytes(b"no report")
    (folder / ".hidden.txt").write_text(GOOD, "utf-8")
    return folder


def manifest(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / "manifest.jsonl").read_text("utf-8").splitlines()]


def test_extract_prints_the_report_as_json(report: Path):
    result = run("extract", str(report))
    assert (result.exit_code, result.stderr) == (0, "")
    data = json.loads(result.stdout)
    assert [measure["measure"] for measure in data["measures"]] == ["รับเรื่อง", "อบรม"]
    assert data["source"]["path"] == str(report)


@pytest.mark.parametrize("table", TABLES)
def test_extract_prints_a_table_as_csv(table: str, report: Path):
    result = run("extract", str(report), "--format", "csv", "--table", table)
    assert result.exit_code == 0
    assert next(csv.reader(result.stdout.splitlines())) == list(TABLES[table])


def test_extract_prints_measures_unless_told_otherwise(report: Path):
    lines = run("extract", str(report), "--format", "csv").stdout.split("\n")
    assert next(csv.reader(lines)) == list(TABLES["measures"])
    assert len([line for line in lines if line]) == 3


def test_extract_prints_tables_for_a_person(report: Path):
    result = run("extract", str(report), "--format", "table")
    assert result.exit_code == 0
    assert "เทศบาลตำบลทุ่งแฝก" in result.stdout
    assert "รับเรื่อง" in result.stdout


def test_standard_input():
    result = run("extract", "-", data=GOOD.encode("cp874"))
    assert result.exit_code == 0
    data = json.loads(result.stdout)
    assert (data["source"]["name"], data["source"]["path"]) == ("stdin", "-")
    assert len(data["measures"]) == 2


# arguments ({path} is a good report, {folder} its folder) | exit code | the line on standard error
REFUSED = [
    pytest.param(["extract", "{folder}/none.txt"], 2, "prongsai: {folder}/none.txt: no such file", id="no such file"),
    pytest.param(
        ["extract", "{path}", "--format", "csv", "--table", "all"], 2, "prongsai: --table all: no such", id="table"
    ),
    pytest.param(["extract", "{folder}"], 4, "prongsai: ", id="a folder to extract"),
    pytest.param(
        ["convert", "{folder}/none", "--out", "{folder}/o"], 2, "prongsai: {folder}/none: no such", id="convert"
    ),
    pytest.param(
        ["convert", "{folder}/*.pdf", "--out", "{folder}/o"], 2, "prongsai: {folder}/*.pdf: no such", id="pattern"
    ),
    pytest.param(
        ["convert", "{folder}/o", "--out", "{folder}/o"], 2, "prongsai: {folder}/o: no such", id="not made yet"
    ),
    pytest.param(
        ["convert", "{path}", "--out", "{path}/o"], 2, "prongsai: {path}", id="a file where the folder should be"
    ),
    pytest.param(["check", "{folder}/none"], 2, "prongsai: {folder}/none: no such", id="check"),
]


@pytest.mark.parametrize(("arguments", "code", "line"), REFUSED)
def test_one_line_says_what_is_wrong(arguments, code, line, report: Path):
    places = {"path": str(report), "folder": str(report.parent)}
    result = run(*(argument.format(**places) for argument in arguments))
    assert result.exit_code == code
    assert result.stdout == ""
    assert result.stderr.startswith(line.format(**places))
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [["extract"], ["convert", "x"], ["extract", "x", "--format", "xml"], ["fly"], ["extract", "x", "--fast"]],
)
def test_wrong_use_ends_with_2(arguments):
    assert run(*arguments).exit_code == 2


# bad file | cause
CAUSES = [
    ("empty.txt", "the file is empty"),
    ("junk.txt", "binary data, not text"),
    ("photo.pdf", "a GIF image; save it as PNG"),
    ("cut.docx", ""),
]


@pytest.mark.parametrize(("name", "cause"), CAUSES)
def test_a_bad_file_is_named_with_its_cause(name, cause, mixed: Path):
    result = run("extract", str(mixed / name))
    assert (result.exit_code, result.stdout) == (4, "")
    assert result.stderr.startswith(f"prongsai: {name}: {cause}")
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr


def test_convert_a_folder_of_good_and_bad(mixed: Path, tmp_path: Path):
    out = tmp_path / "out"
    result = run("convert", str(mixed), "--out", str(out))
    lines = manifest(out)
    assert result.exit_code == 3
    assert [Path(line["path"]).relative_to(mixed).as_posix() for line in lines] == [
        "cut.docx", "empty.txt", "junk.txt", "one.txt", "photo.pdf", "sub/two.html",
    ]  # fmt: skip
    assert [line["status"] for line in lines] == ["malformed", "malformed", "malformed", "ok", "unsupported", "ok"]
    assert all((line["document_id"] is None) == bool(line["reason"]) for line in lines)
    assert [line["reader"] for line in lines if line["document_id"]] == ["text", "text"]
    summary = f"6 files: 3 malformed, 2 ok, 1 unsupported; records in {out}; reasons in {out / 'run.log'}"
    assert (result.stdout, result.stderr) == ("", summary + "\n")


def test_what_convert_writes(mixed: Path, tmp_path: Path):
    out = tmp_path / "out"
    run("convert", str(mixed), "--out", str(out))
    kept = [line["document_id"] for line in manifest(out) if line["document_id"]]
    written = (path.relative_to(out) for path in out.rglob("*") if path.is_file())
    assert sorted(path.as_posix() for path in written if path.parts[0] != ".prongsai") == sorted(
        [f"documents/{name}.json" for name in kept]
        + [f"{name}.csv" for name in TABLES]
        + ["datapackage.json", "manifest.jsonl", "run.log"]
    )
    for line in manifest(out):
        if line["document_id"]:
            written = json.loads((out / "documents" / f"{line['document_id']}.json").read_text("utf-8"))
            assert written["source"]["sha256"] == line["sha256"]
            assert line["document_id"].endswith(line["sha256"][:12])
    with (out / "measures.csv").open(encoding="utf-8-sig", newline="") as handle:
        assert sorted({row["document_id"] for row in csv.DictReader(handle)}) == sorted(kept)


def test_convert_writes_what_extract_prints(report: Path, tmp_path: Path):
    run("convert", str(report), "--out", str(tmp_path / "out"))
    (written,) = (tmp_path / "out" / "documents").iterdir()
    assert written.read_text("utf-8") == run("extract", str(report)).stdout


def test_convert_twice_gives_the_same_bytes(mixed: Path, tmp_path: Path):
    for out in ("first", "second"):
        run("convert", str(mixed), "--out", str(tmp_path / out))
    names = [p.relative_to(tmp_path / "first") for p in sorted((tmp_path / "first").rglob("*")) if p.is_file()]
    timed = ("manifest.jsonl", "run.log")
    compared = [name for name in names if name.parts[0] != ".prongsai" and name.name not in timed]
    assert [(tmp_path / "first" / name).read_bytes() for name in compared] == [
        (tmp_path / "second" / name).read_bytes() for name in compared
    ]
    first, second = (manifest(tmp_path / out) for out in ("first", "second"))
    assert [{**line, "seconds": 0} for line in first] == [{**line, "seconds": 0} for line in second]


# inputs | exit code
ENDS = [
    pytest.param({"a.txt": GOOD.encode()}, [], 0, id="all converted"),
    pytest.param({"a.txt": GOOD.encode(), "b.txt": b""}, [], 3, id="some failed"),
    pytest.param({"a.txt": b"", "b.pdf": b"%PDF-1.4 cut"}, [], 4, id="nothing converted"),
    pytest.param({"a.txt": GOOD.encode()}, ["--strict"], 0, id="strict, and nothing to say"),
    pytest.param({"a.txt": ALARMING.encode()}, ["--strict"], 3, id="strict, and warnings"),
    pytest.param({"a.txt": ALARMING.encode()}, [], 0, id="warnings alone"),
]


@pytest.mark.parametrize(("files", "options", "code"), ENDS)
def test_exit_codes_of_convert(files, options, code, tmp_path: Path):
    (tmp_path / "in").mkdir()
    for name, data in files.items():
        (tmp_path / "in" / name).write_bytes(data)
    assert run("convert", str(tmp_path / "in"), "--out", str(tmp_path / "out"), *options).exit_code == code
    assert len(manifest(tmp_path / "out")) == len(files)


def test_names_that_are_long_or_odd(tmp_path: Path):
    folder = tmp_path / "in"
    folder.mkdir()
    stem = "รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำปี 2567"
    names = [stem, 'ก"ข:ค*', "\udcff", "สอง\nบรรทัด"]
    for number, name in enumerate(names):
        (folder / f"{name}.txt").write_text(GOOD + "\n" * number, "utf-8")
    result = run("convert", str(folder), "--out", str(tmp_path / "out"))
    assert result.exit_code == 0
    ids = [line["document_id"] for line in manifest(tmp_path / "out")]
    assert len(set(ids)) == len(names)
    assert all(len(name.encode()) <= 200 and not set('"/:*\n\udcff') & set(name) for name in ids)


def test_inputs_are_taken_once_and_links_stay_inside(mixed: Path, tmp_path: Path):
    (tmp_path / "outside.txt").write_text(GOOD, "utf-8")
    (mixed / "link.txt").symlink_to(tmp_path / "outside.txt")
    (mixed / "gone.txt").symlink_to(mixed / "nowhere.txt")
    one = str(mixed / "one.txt")
    run("convert", one, str(mixed), f"{mixed}/one.*", "--out", str(tmp_path / "out"))
    lines = {line["path"]: line for line in manifest(tmp_path / "out")}
    assert len(lines) == len(manifest(tmp_path / "out"))
    assert one in lines
    assert not [path for path in lines if "hidden" in path]
    for name, reason in (
        ("link.txt", "a link that leads out of the folder"),
        ("gone.txt", "a link that leads nowhere"),
    ):
        line = lines[str(mixed / name)]
        assert (line["status"], line["reason"], line["document_id"]) == ("unsupported", reason, None)


def test_a_pattern_finds_files_further_down(mixed: Path, tmp_path: Path):
    run("convert", f"{mixed}/**/*.html", "--out", str(tmp_path / "out"))
    assert [Path(line["path"]).name for line in manifest(tmp_path / "out")] == ["two.html"]


# options | exit code
CHECKS = [
    pytest.param(GOOD, [], 0, id="nothing to say"),
    pytest.param(ALARMING, [], 0, id="warnings"),
    pytest.param(ALARMING, ["--strict"], 3, id="strict"),
]


@pytest.mark.parametrize(("text", "options", "code"), CHECKS)
@pytest.mark.parametrize("style", ["table", "json", "csv"])
def test_check(text, options, code, style, tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_text(text, "utf-8")
    result = run("check", str(path), "--format", style, *options)
    assert result.exit_code == code
    assert ("sequence-gap" in result.stdout) == (text == ALARMING)


def test_check_names_the_file_that_gives_no_report(mixed: Path):
    result = run("check", str(mixed), "--format", "json")
    assert result.exit_code == 3
    assert set(json.loads(result.stdout)) == {str(mixed / "one.txt"), str(mixed / "sub" / "two.html")}
    assert [line.split(": ")[1] for line in result.stderr.splitlines()] == sorted(BAD)
    assert run("check", str(mixed / "empty.txt")).exit_code == 4


def test_version_and_schema():
    assert run("--version").stdout == f"prongsai {prongsai.__version__}\n"
    assert run("schema").stdout == schema_to_json()


@pytest.mark.parametrize("command", [[], ["extract"], ["convert"], ["check"], ["schema"]])
def test_help(command: list[str]):
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert "Usage" in result.stdout


CODE = "from prongsai.cli import main; main()"


def test_the_command_itself_writes_utf8_whatever_the_machine_is_set_to(report: Path):
    """In a process of its own: encodings of streams are set there."""
    command = [sys.executable, "-c", CODE, "extract", str(report)]
    done = run_apart(command, encoding="utf-8", env={"PYTHONIOENCODING": "ascii", "PATH": ""})
    assert (done.returncode, done.stderr) == (0, "")
    assert "เทศบาลตำบลทุ่งแฝก" in done.stdout


@pytest.mark.parametrize("arguments", [["schema"], ["extract", "{path}"]])
def test_a_reader_that_goes_away_is_no_fault(arguments: list[str], report: Path):
    command = [sys.executable, "-c", CODE, *(argument.format(path=report) for argument in arguments)]
    with started(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(PATIENCE) == 0


@pytest.mark.parametrize("words", [["extract"], ["convert", "--out", "out"]])
def test_a_home_that_cannot_be_written_is_left_alone(words: list[str], report: Path, tmp_path: Path):
    """As services and containers have it; a lost letter asks for the dictionary, which would make a folder there."""
    report.write_text(GOOD.replace("รับเรื่อง", "ด าเนินการตามแผนและการ สื่อสาร"), "utf-8")
    nowhere = report / "home"  # below a file, so that not even the superuser can make it
    done = run_apart(
        [sys.executable, "-c", "from prongsai.cli import main; main()", *words, str(report)],
        env={"HOME": str(nowhere), "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"},
        cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
