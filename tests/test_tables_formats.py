"""What each format of the tables has of its own: Parquet for engines, XLSX for people, SQLite for questions."""

import json
import sqlite3
from datetime import date
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from prongsai import __version__
from prongsai.export import parquet, sheets
from prongsai.export.parquet import to_decimal
from prongsai.export.rows import TABLES
from schemas.records import SCHEMA_VERSION
from tests.table_reports import PLACE, cells, report, score, write


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two reports in the three formats."""
    out = tmp_path_factory.mktemp("formats")
    return write([report("a"), report("b", measures=[], scores=[])], out, ["parquet", "xlsx", "sqlite"])


def test_parquet_as_engines_want_it(folder: Path):
    file = pq.ParquetFile(folder / "scores.parquet")
    schema = file.schema_arrow
    assert schema.field("score").type == pa.decimal128(18, 8)
    assert (schema.field("document_id").nullable, schema.field("score").nullable) == (False, True)
    assert schema.metadata[b"schema_version"].decode() == SCHEMA_VERSION
    assert schema.metadata[b"tool_version"].decode() == __version__
    assert schema.field("score").metadata[b"label_th"].decode() == "คะแนน"
    assert file.metadata.row_group(0).column(0).compression == "ZSTD"
    frame = pd.read_parquet(folder / "scores.parquet")
    assert frame["score"].tolist() == [Decimal("88.5"), None]
    assert pd.read_parquet(folder / "documents.parquet")["report_date"].tolist() == [date(2025, 4, 5)] * 2


@pytest.mark.parametrize(("name", "limit"), [("GROUP_ROWS", 2), ("GROUP_CHARACTERS", 60)])
def test_row_groups_are_bounded(name: str, limit: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(parquet, name, limit)
    many = report("a", mentions=[{"kind": "year", "raw": "x" * 20, "value": "2567", "provenance": PLACE}] * 5)
    write([many], tmp_path, ["parquet"])
    file = pq.ParquetFile(tmp_path / "mentions.parquet")
    sizes = [file.metadata.row_group(number).num_rows for number in range(file.metadata.num_row_groups)]
    assert (sum(sizes), len(sizes) > 1) == (5, True)


DECIMALS = [
    (88.5, (18, 8), Decimal("88.50000000")),
    (0.1, (18, 8), Decimal("0.10000000")),
    (-3.25, (18, 8), Decimal("-3.25000000")),
    (98.866666666666, (18, 8), Decimal("98.86666667")),
    (0.0, (18, 8), Decimal(0)),
    (1e9, (18, 8), Decimal(10**9)),
    (1e10, (18, 8), None),
    (9999999999.999999999, (18, 8), None),
    (1e33, (38, 4), Decimal(10**33)),
    (1e34, (38, 4), None),
    (float("inf"), (18, 8), None),
    (float("nan"), (18, 8), None),
    (100, (18, 8), Decimal(100)),
]


@pytest.mark.parametrize(("number", "digits", "decimal"), DECIMALS)
def test_decimals(number: float, digits: tuple[int, int], decimal: Decimal | None):
    assert to_decimal(number, *digits) == decimal


def test_the_workbook_is_fit_for_people(folder: Path):
    book = load_workbook(folder / "records.xlsx")
    assert book.sheetnames == [*TABLES, "about"]
    sheet = book["scores"]
    assert [cell.value for cell in sheet[1]] == list(TABLES["scores"])
    assert sheet.cell(2, list(TABLES["scores"]).index("score") + 1).value == "คะแนน"
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B3", f"A2:{get_column_letter(len(TABLES['scores']))}4")
    assert sheet.column_dimensions["A"].width > 20
    assert {cell.data_type for name in TABLES for row in book[name].iter_rows() for cell in row} <= {"s", "n", "d"}
    assert sheet["J3"].value == 88.5
    assert sheet["J4"].value is None
    assert book["documents"]["R3"].number_format == "General"
    assert "yyyy" in book["documents"]["T3"].number_format
    assert any(SCHEMA_VERSION in [cell.value for cell in row] for row in book["about"].iter_rows())


UNFIT = [
    pytest.param("ก\x07ข\x1b", "ก\ufffdข\ufffd", id="control characters"),
    pytest.param("ก\uffffข", "ก\ufffdข", id="no character"),
    pytest.param("ก" * 32767, "ก" * 32767, id="longest"),
    pytest.param("😀" * 16383, "😀" * 16383, id="longest, two units a character"),
]


@pytest.mark.parametrize(("text", "shown"), UNFIT)
def test_what_a_cell_can_hold(text: str, shown: str, tmp_path: Path):
    write([report("a", measures=[{"id": "m1", "measure": text}])], tmp_path, ["xlsx"])
    assert cells("measures", tmp_path, "xlsx")[0][6] == shown


@pytest.mark.parametrize("letter", ["ก", "😀"])
def test_a_text_too_long_for_a_cell_says_so(letter: str):
    cut = sheets.to_cell_text(letter * 40_000)
    assert cut.startswith(letter * 16_000)
    assert cut.endswith("ทั้งหมด 40,000 ตัวอักษร ข้อความเต็มอยู่ใน documents/ID.json]")
    assert 32_700 < len(cut.encode("utf-16-le")) // 2 <= 32_767


def test_an_early_date_is_a_text(tmp_path: Path):
    """Excel's days begin with 1900, and those before March 1900 are off by one."""
    heading = {"report_date": "1899-12-31"}
    write([report("a", report=heading)], tmp_path, ["xlsx"])
    assert "1899-12-31" in cells("documents", tmp_path, "xlsx")[0]


def test_a_full_sheet_goes_on_in_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("prongsai.export.xlsx.LAST_ROW", 4)
    mentions = [{"kind": "year", "raw": str(n), "value": str(n), "provenance": PLACE} for n in range(5)]
    write([report("a", mentions=mentions)], tmp_path, ["xlsx"])
    names = ["mentions", "mentions (2)", "mentions (3)"]
    assert [len(cells(name, tmp_path, "xlsx")) for name in names] == [2, 2, 1]
    package = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    listed = [entry["dialect"]["sheetName"] for entry in package["resources"] if entry["title"] == "Mentions"]
    assert listed == names
    assert len({entry["name"] for entry in package["resources"]}) == len(package["resources"])


@pytest.fixture
def database(folder: Path):
    connection = sqlite3.connect(folder / "records.sqlite")
    yield connection
    connection.close()


def test_sqlite_is_sound_and_typed(database: sqlite3.Connection):
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    database.execute("PRAGMA foreign_keys = ON")
    for statement in (
        "INSERT INTO mentions (document_id, mention_no, kind) VALUES ('nobody', 1, 'year')",
        "INSERT INTO scores (document_id, score_no, scope, max_score, score) VALUES ('a', 9, 'overall', 100, 'many')",
        "INSERT INTO measures SELECT * FROM measures",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            database.execute(statement)
    database.rollback()
    indexes = {name for _, name, *_ in database.execute("PRAGMA index_list(scores)")}
    assert {"index_scores_agency", "index_scores_fiscal_year_be_scope_indicator_no"} <= indexes


def test_the_dictionary_explains_every_column(database: sqlite3.Connection):
    rows = database.execute("SELECT table_name, column_name, label_th FROM dictionary").fetchall()
    assert [(table, column) for table, column, _ in rows] == [(t, c) for t, names in TABLES.items() for c in names]
    assert all(label for *_, label in rows)
    assert dict(database.execute("SELECT * FROM about"))["schema_version"] == SCHEMA_VERSION


def test_views_answer_by_agency_and_year(tmp_path: Path):
    points = [
        score(27.0, agency="อบต.หนองไผ่ขาว", scope="instrument", instrument="IIT", max_score=30),
        score(91.0, agency="อบต.หนองไผ่ขาว"),
    ]
    own = [score(88.5, rating="ผ่าน"), score(80.0, fiscal_year_be=2566), score(70.0, scope="indicator", indicator_no=3)]
    write([report("a", scores=own), report("b", scores=points)], tmp_path, ["sqlite"])
    connection = sqlite3.connect(tmp_path / "records.sqlite")
    asked = "SELECT agency, fiscal_year_be, overall, rating, iit, indicator_3 FROM agency_years ORDER BY agency, 2"
    assert connection.execute(asked).fetchall() == [
        ("อบต.หนองไผ่ขาว", 2567, 91.0, None, 90.0, None),
        ("เทศบาลตำบลบึงแก้วใส", 2566, 80.0, None, None, None),
        ("เทศบาลตำบลบึงแก้วใส", 2567, 88.5, "ผ่าน", None, 70.0),
    ]
    assert connection.execute("SELECT * FROM findings_by_rule").fetchall() == [("cell-empty", "warning", 2, 2)]
    connection.close()
