"""What is written: tidy CSV bytes, JSON, frames, and the tables on a terminal. Other formats: test_tables."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest

import prongsai
from prongsai.export.csvs import table_writer
from prongsai.export.frames import to_frames
from prongsai.export.jsons import report_to_json
from prongsai.export.rows import LISTS, TABLES, report_to_rows
from prongsai.export.tables import write_all
from prongsai.export.terminal import print_tables
from prongsai.report import Report
from schemas.place import TextPlace
from schemas.records import Evidence, Measure, Score

TEXT = (
    "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส ปีงบประมาณ พ.ศ. 2568\n"
    "เทศบาลตำบลทุ่งแฝก อำเภอทุ่งใหญ่ จังหวัดน่าน\n\n"
    "ตัวชี้วัด\tคะแนน ปี 2566\tคะแนน ปี 2567\n1. การปฏิบัติหน้าที่\t88.00\t90.10\n2. การใช้งบประมาณ\t86.20\t85\n\n"
    "ที่\tมาตรการ\tขั้นตอน\tผู้รับผิดชอบ\tระยะเวลา\tผลการดำเนินการ\tหมายเหตุ\n"
    '1\tรับเรื่อง\t- ประชุม - ติดตาม\tกองคลัง, กองช่าง\tต.ค. 67 - มี.ค. 68\tแล้ว\t=HYPERLINK("x")\n2\tอบรม\t\tกองคลัง\t\t\t\n'
)


@pytest.fixture(scope="module")
def report() -> Report:
    return prongsai.read_bytes(TEXT.encode(), "รายงาน.txt")


def write_tables(reports: Sequence[Report], out: Path) -> None:
    """The tidy CSVs of these reports, by way of their JSON."""
    documents = out / "documents"
    documents.mkdir()
    for one in reports:
        (documents / f"{one.document_id}.json").write_text(report_to_json(one), "utf-8")
    write_all(documents, [one.document_id for one in reports], out, ["csv"])


@pytest.fixture(scope="module")
def folder(report: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tidy tables of two reports."""
    out = tmp_path_factory.mktemp("tables")
    write_tables([report, prongsai.read_bytes("สวัสดี".encode(), "hello.txt")], out)
    return out


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.mark.parametrize("name", TABLES)
def test_csv_files_are_as_spreadsheets_want_them(name: str, folder: Path):
    data = (folder / f"{name}.csv").read_bytes()
    text = data.decode("utf-8-sig")
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\xef\xbb\xbf") == 1
    assert text.endswith("\r\n")
    assert text.split("\r\n")[0].split(",") == list(TABLES[name])


def test_a_table_without_rows_has_its_heading(tmp_path: Path):
    write_tables([], tmp_path)
    texts = [(tmp_path / f"{name}.csv").read_text("utf-8-sig").strip().split(",") for name in TABLES]
    assert texts == [list(columns) for columns in TABLES.values()]


def test_cells_are_faithful(folder: Path):
    """A dash or an equals sign at the head of a cell is data here, not a formula to be defused."""
    first, second = rows_of(folder / "measures.csv")
    assert json.loads(first["other"]) == {"หมายเหตุ": '=HYPERLINK("x")'}
    assert json.loads(first["raw"])["steps"] == "- ประชุม - ติดตาม"
    assert (first["steps"], first["responsible"]) == ("ประชุม\nติดตาม", "กองคลัง\nกองช่าง")
    assert (second["steps"], second["period_start"], second["seq"]) == ("", "", "2")


def made(**fields: object) -> Report:
    """A report of one measure with these fields."""
    blank = prongsai.read_bytes("สวัสดี".encode(), "made.txt")
    measure = Measure.model_validate({"id": "m1", "measure": "อบรม"} | fields)
    return blank.model_copy(update={"measures": [measure]})


@pytest.mark.parametrize(
    "cell", ["- ข้อแรก", "=1+1", "+66", "@ก", 'ว่า "ดี"', "ก,ข", " เว้น ", "ก\nข", "ก\tข", "‘ก’", "😀"]
)
def test_any_cell_comes_back_as_it_was(cell: str, tmp_path: Path):
    write_tables([made(measure=cell, section=cell)], tmp_path)
    (row,) = rows_of(tmp_path / "measures.csv")
    assert (row["measure"], row["section"]) == (cell, cell)


def test_one_row_an_item(folder: Path):
    items = [(row["field"], row["item_no"], row["text"]) for row in rows_of(folder / "measure_items.csv")]
    assert items[:4] == [
        ("steps", "1", "ประชุม"),
        ("steps", "2", "ติดตาม"),
        ("responsible", "1", "กองคลัง"),
        ("responsible", "2", "กองช่าง"),
    ]
    assert {row["field"] for row in rows_of(folder / "measure_items.csv")} <= set(LISTS)


def test_missing_is_blank_and_never_zero(tmp_path: Path):
    evidence = Evidence(origin="prose", raw="-", provenance=TextPlace(line=1, column=1, length=1))
    score = Score(scope="overall", score=None, evidence=[evidence])
    write_tables([made().model_copy(update={"scores": [score]})], tmp_path)
    (row,) = rows_of(tmp_path / "scores.csv")
    assert (row["score"], row["fiscal_year_be"], float(row["max_score"])) == ("", "", 100)


def test_the_same_input_gives_the_same_bytes(report: Report, folder: Path, tmp_path: Path):
    again = prongsai.read_bytes(TEXT.encode(), "รายงาน.txt")
    assert report_to_json(again) == report_to_json(report)
    write_tables([again, prongsai.read_bytes("สวัสดี".encode(), "hello.txt")], tmp_path)
    names = [path.name for path in sorted(tmp_path.iterdir()) if path.is_file()]
    assert names == sorted([f"{name}.csv" for name in TABLES] + ["datapackage.json"])
    assert [(tmp_path / name).read_bytes() for name in names] == [(folder / name).read_bytes() for name in names]


def test_json_shows_thai_as_thai(report: Report):
    text = report_to_json(report)
    assert "เทศบาลตำบลทุ่งแฝก" in text
    assert text.endswith("}\n")
    assert "\\u0e" not in text


def test_rows_have_the_columns_of_their_table(report: Report):
    for name, row in report_to_rows(report):
        assert set(row) == set(TABLES[name])


DTYPES = {"string": "string", "integer": "Int64", "number": "Float64"}


@pytest.mark.parametrize("texts", [pytest.param([TEXT], id="one report"), pytest.param([], id="none")])
def test_frames(texts: list[str]):
    frames = to_frames([prongsai.read_bytes(text.encode(), "a.txt") for text in texts])
    assert list(frames) == list(TABLES)
    for name, columns in TABLES.items():
        assert list(frames[name].columns) == list(columns)
        for column, kind in columns.items():
            dtype = frames[name][column].dtype
            assert pd.api.types.is_datetime64_any_dtype(dtype) if kind == "date" else dtype == DTYPES[kind]


def test_a_report_gives_its_own_frames(report: Report):
    frames = report.to_frames()
    scores, measures = frames["scores"], frames["measures"]
    assert scores["score"].tolist() == [88.0, 90.1, 86.2, 85.0]
    assert scores["agency"].isna().all()
    assert measures["seq"].tolist() == [1, 2]
    assert measures["period_start"].tolist() == [pd.Timestamp(2024, 10, 1), pd.NaT]
    assert measures["budget_amount"].isna().all()


def test_frames_say_what_the_files_say(report: Report, tmp_path: Path):
    write_tables([report], tmp_path)
    for name, frame in report.to_frames().items():
        assert len(rows_of(tmp_path / f"{name}.csv")) == len(frame)


def test_the_terminal_shows_no_markup_and_obeys_no_control(capsys: pytest.CaptureFixture[str]):
    print_tables(made(measure="[bold]อบรม[/bold] \x1b[31mแดง\x07", section="ก"))
    shown = "".join(capsys.readouterr().out.split())
    assert "[bold]อบรม[/bold]" in shown
    assert not {"\x1b", "\x07"} & set(shown)


def test_csv_on_standard_output_has_no_mark_in_its_midst(report: Report):
    handle = io.StringIO()
    writer = table_writer(handle, list(TABLES["documents"]))
    writer.writerows(row for name, row in report_to_rows(report) if name == "documents")
    assert handle.getvalue().count("\r\n") == 2
    assert "\ufeff" not in handle.getvalue()
