"""Tables whose columns go on over the page: spreadsheets print what is too wide on the next page, row beside row."""

import pytest

import prongsai
from prongsai.report import Report
from schemas.place import PagePlace, as_list
from tests.pdfmaker import PdfMaker

TITLE = "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส ปีงบประมาณ 2568"
LEFT = [["ที่", "มาตรการ", "วิธีดำเนินการ"], ["1", "จัดเวร", "ทำตาราง"], ["2", "ติดป้าย", "สำรวจจุด"]]
RIGHT = [
    ["ผู้รับผิดชอบ", "ระยะเวลา", "งบประมาณ", "ผลการดำเนินการ"],
    ["กองช่าง", "ธ.ค. 2567", "500", "จัดแล้ว"],
    ["กองคลัง", "ม.ค. 2568", "900", "ติดแล้ว"],
]
OTHER = [["มาตรการ", *RIGHT[0][1:]], *RIGHT[1:]]
XS, HEIGHTS = [60.0, 200.0, 350.0, 530.0], [30.0, 50.0, 70.0]
RIGHT_XS = [60.0, 180.0, 280.0, 360.0, 500.0]


def report(right: list[list[str]], heights: list[float], between: str = "") -> Report:
    """A report of two pages with the halves of a table on them."""
    maker = PdfMaker()
    maker.page().text(60, 60, TITLE, size=12).table(XS, levels(100.0, HEIGHTS), LEFT)
    page = maker.page().table(RIGHT_XS, levels(130.0, heights), right)
    if between:
        page.text(60, 100, between, size=12)
    return prongsai.read_bytes(maker.file(), "made.pdf")


def levels(top: float, heights: list[float]) -> list[float]:
    return [top + sum(heights[:nth]) for nth in range(len(heights) + 1)]


def test_rows_get_their_columns_on_the_next_page():
    found = report(RIGHT, HEIGHTS)
    assert [(m.seq, m.measure, m.responsible, m.results) for m in found.measures] == [
        (1, "จัดเวร", ["กองช่าง"], ["จัดแล้ว"]),
        (2, "ติดป้าย", ["กองคลัง"], ["ติดแล้ว"]),
    ]
    assert [
        place.page for place in as_list(found.measures[0].provenance["results"]) if isinstance(place, PagePlace)
    ] == [2]


@pytest.mark.parametrize(
    ("right", "heights", "between"),
    [
        pytest.param(RIGHT, [30.0, 60.0, 60.0], "", id="rows of other heights"),
        pytest.param(RIGHT[:2], HEIGHTS[:2], "", id="fewer rows"),
        pytest.param(RIGHT, HEIGHTS, "ตารางที่สองเป็นเรื่องอื่น", id="a title between"),
        pytest.param(OTHER, HEIGHTS, "", id="it names measures of its own"),
    ],
)
def test_other_tables_of_the_next_page_are_tables_of_their_own(right, heights, between):
    found = report(right, heights, between)
    assert [(measure.measure, measure.responsible) for measure in found.measures if measure.measure == "จัดเวร"] == []
    assert len(found.tables) == 2
