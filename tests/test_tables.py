"""The tables of a run in every format, read back by each format's own tools."""

import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import frictionless
import pytest
from jsonschema import Draft202012Validator

from prongsai import __version__
from prongsai.export import csvs, sqlite
from prongsai.export.jsons import report_schema, report_to_json
from prongsai.export.reference import records_to_markdown
from prongsai.export.rows import TABLES, data_to_rows, report_to_rows
from prongsai.export.tables import FORMATS, write_all
from prongsai.export.tables_page import tables_to_markdown
from schemas import tables as columns
from schemas.errors import UsageError
from schemas.records import SCHEMA_VERSION
from tests.processes import PATIENCE, started
from tests.table_reports import cells, expected, report, write


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two reports in every format."""
    return write([report("a"), report("b", measures=[], scores=[])], tmp_path_factory.mktemp("all"))


@pytest.mark.parametrize("style", ["parquet", "sqlite", "xlsx"])
@pytest.mark.parametrize("table", TABLES)
def test_every_format_says_what_the_rows_say(table: str, style: str, folder: Path):
    reports = [report("a"), report("b", measures=[], scores=[])]
    assert cells(table, folder, style) == expected(table, reports)
    assert any(expected(name, reports) for name in TABLES)


ODD = ["=1+1", "-1", "+66", "@ก", "#N/A", "00123", "1e5", "_x0041_", " เว้น ", "ก\nข", "ก\tข", '"ก"', "😀", "2024-10-01"]


@pytest.mark.parametrize("style", ["parquet", "sqlite", "xlsx"])
def test_any_text_stays_the_text_it_is(style: str, tmp_path: Path):
    odd = report("a", measures=[{"id": f"m{n}", "measure": text} for n, text in enumerate(ODD)])
    write([odd], tmp_path, [style])
    assert [row[6] for row in cells("measures", tmp_path, style)] == ODD


def test_the_same_reports_give_the_same_bytes(folder: Path, tmp_path: Path):
    write([report("a"), report("b", measures=[], scores=[])], tmp_path)
    names = {path.name for path in tmp_path.iterdir() if path.is_file()}
    styles = {f"{name}.{style}" for name in TABLES for style in ("csv", "parquet")}
    assert names == styles | {"records.xlsx", "records.sqlite", "datapackage.json"}
    assert [name for name in names if (tmp_path / name).read_bytes() != (folder / name).read_bytes()] == []


def test_no_clock_is_in_the_workbook(folder: Path):
    """Two writings within one second would be alike even with one."""
    with zipfile.ZipFile(folder / "records.xlsx") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT", core)) == {"2000-01-01T"}


def test_nothing_in_no_reports(tmp_path: Path):
    write([], tmp_path)
    found = [cells(table, tmp_path, style) for table in TABLES for style in ("parquet", "sqlite", "xlsx")]
    assert found == [[]] * 3 * len(TABLES)


def package_of(folder: Path, style: str) -> dict[str, Any]:
    """The package cut down to one format, in the words of version 1 where frictionless knows no others."""
    package: dict[str, Any] = json.loads((folder / "datapackage.json").read_text("utf-8"))
    package["resources"] = [resource for resource in package["resources"] if resource["format"] == style]
    for resource in package["resources"]:
        if style == "xlsx":
            resource["dialect"]["excel"] = {"sheet": resource["dialect"].pop("sheetName")}
    return package


def errors_of(folder: Path, style: str) -> list[str]:
    package = package_of(folder, style)
    assert [error.message for error in frictionless.Package.metadata_validate(package)] == []
    found = frictionless.Package.from_descriptor(package, basepath=str(folder)).validate()
    assert len(found.tasks) == len(TABLES)
    return [error.type for task in found.tasks for error in task.errors] + [error.type for error in found.errors]


@pytest.mark.parametrize("style", ["csv", "xlsx"])
def test_frictionless_finds_the_package_valid(style: str, folder: Path):
    assert errors_of(folder, style) == []


WRONG = [
    pytest.param("scores", b"88.5", b"many", "type-error", id="type"),
    pytest.param("scores", b"overall", b"totals", "constraint-error", id="value that is none"),
    pytest.param("measure_items", b"a,m1,steps,2", b"a,m1,steps,1", "primary-key", id="key twice"),
    pytest.param("measure_items", b"a,m1,steps,2", b"a,m7,steps,2", "foreign-key", id="no such measure"),
    pytest.param("mentions", b"phone", b"phony", "hash-count", id="changed behind the package"),
]


@pytest.mark.parametrize(("table", "before", "after", "error"), WRONG)
def test_the_package_tells_a_wrong_file(table, before, after, error, tmp_path: Path):
    path = write([report("a")], tmp_path, ["csv"]) / f"{table}.csv"
    assert before in path.read_bytes()
    path.write_bytes(path.read_bytes().replace(before, after))
    assert error in errors_of(tmp_path, "csv")


def test_the_package_holds_what_people_need(folder: Path):
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert (package["version"], package["tool"]["version"]) == (SCHEMA_VERSION, __version__)
    assert package["licenses"]
    assert package["sources"]
    by_name = {resource["name"]: resource for resource in package["resources"]}
    assert len(by_name) == len(package["resources"]) == 4 * len(TABLES)
    fields = {field["name"]: field for field in by_name["scores"]["schema"]["fields"]}
    assert fields["scope"]["constraints"]["enum"] == ["indicator", "instrument", "overall"]
    assert fields["score"]["title_th"] == "คะแนน"
    assert by_name["measures-sqlite"]["schema"]["foreignKeys"][0]["reference"]["resource"] == "documents-sqlite"


def test_documents_are_reports_by_the_schema(folder: Path):
    validator = Draft202012Validator(report_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)
    for path in (folder / "documents").iterdir():
        assert list(validator.iter_errors(json.loads(path.read_text("utf-8")))) == []


def test_plain_data_gives_the_rows_of_the_report():
    one = report("a")
    assert list(data_to_rows(json.loads(report_to_json(one)))) == list(report_to_rows(one))


def test_an_id_given_twice_counts_once(tmp_path: Path):
    write([report("a"), report("a")], tmp_path, ["sqlite"])
    assert len(cells("documents", tmp_path, "sqlite")) == 1


def test_a_format_that_is_none_is_refused(tmp_path: Path):
    with pytest.raises(UsageError, match="xls"):
        write([report("a")], tmp_path, ["csv", "xls"])
    assert list(tmp_path.glob("*.csv")) == []


def test_json_asks_for_nothing_more(tmp_path: Path):
    write([report("a")], tmp_path, ["json"])
    assert [path.name for path in tmp_path.iterdir()] == ["documents"]


def test_tables_of_another_run_do_not_stay(tmp_path: Path):
    """What stands in the folder tells of one set of reports; files that are not ours stay."""
    (tmp_path / "notes.xlsx").write_text("mine")
    write([report("a"), report("b")], tmp_path, ["csv", "parquet", "sqlite"])
    write([report("a")], tmp_path, ["parquet"])
    kept = {path.name for path in tmp_path.iterdir() if path.is_file()}
    assert kept == {f"{name}.parquet" for name in TABLES} | {"datapackage.json", "notes.xlsx"}


@pytest.mark.parametrize("when", ["reading", "writing", "finishing"])
def test_a_run_that_fails_leaves_what_was_there(when: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    before = {path.name: path.read_bytes() for path in write([report("a")], tmp_path).iterdir() if path.is_file()}

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    if when == "reading":
        (tmp_path / "documents" / "b.json").write_text("{", "utf-8")
    if when == "writing":
        monkeypatch.setattr(csvs.CsvWriter, "write", full)
    if when == "finishing":
        monkeypatch.setattr(sqlite.SqliteWriter, "finish", full)
    with pytest.raises((OSError, ValueError)):
        write_all(tmp_path / "documents", ["a", "b"] if when == "reading" else ["a"], tmp_path, FORMATS)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == before
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["documents"]


KILLED = """
import os, sys
from pathlib import Path
from prongsai.export.staging import staging
with staging(Path(sys.argv[1])) as folder:
    (folder / "scores.csv").write_text("half")
    print("there", flush=True)
    sys.stdin.read()
    os.kill(os.getpid(), 9)
"""


@pytest.mark.skipif(os.name != "posix", reason="elsewhere leftovers stay, as the module says")
def test_what_a_killed_run_left_goes_and_a_living_one_stays(tmp_path: Path):
    command = [sys.executable, "-c", KILLED, str(tmp_path)]
    with started(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as living:
        assert living.stdout is not None
        assert living.stdout.readline() == "there\n"
        write([report("a")], tmp_path, ["csv"])
        assert len(list(tmp_path.glob(".tables-*"))) == 1
        living.communicate("", PATIENCE)
    assert living.returncode == -9
    assert len(list(tmp_path.glob(".tables-*"))) == 1
    write([report("a")], tmp_path, ["csv"])
    assert {path.name for path in tmp_path.iterdir()} == {
        *(f"{name}.csv" for name in TABLES), "datapackage.json", "documents",
    }  # fmt: skip


def test_columns_are_explained_and_their_sources_exist():
    models = report_schema()["$defs"] | {"Report": report_schema()}
    for table in columns.tables().values():
        assert set(table.key) <= set(TABLES[table.name])
        for column in table.columns:
            assert column.th
            assert column.about.endswith(".")
            if column.source:
                model, field = column.source.split(".")
                assert field in models[model]["properties"]


PAGES = [("records.md", records_to_markdown), ("tables.md", tables_to_markdown)]


@pytest.mark.parametrize(("name", "make"), PAGES)
def test_pages_are_as_they_are_made(name, make, root: Path, rewrite: bool):
    path = root / "docs" / name
    if rewrite:
        path.write_text(make(), "utf-8")
    assert path.read_text("utf-8") == make()
