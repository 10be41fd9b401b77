"""Tables of Word files: merged cells, crooked edges, what is inside cells."""

from collections.abc import Callable

import docx
import pytest
from docx.document import Document as WordDocument
from docx.table import _Cell as WordCell

from tests.word_files import blocks, body, grid, only_table, p, r, saved, tc, tr


def filled(rows: int, columns: int) -> tuple[WordDocument, Callable[[int, int], WordCell]]:
    """A document with one table whose cells say which row and column they are in."""
    word = docx.Document()
    table = word.add_table(rows, columns)
    for row in range(rows):
        for column in range(columns):
            table.cell(row, column).text = f"{row}{column}"
    return word, table.cell


def test_merged_cells_are_repeated():
    word, cell = filled(4, 3)
    cell(0, 0).merge(cell(0, 2)).text = "กว้าง"
    cell(1, 0).merge(cell(2, 0)).text = "สูง"
    cell(1, 1).merge(cell(2, 2)).text = "ใหญ่"
    document, table = only_table(saved(word))
    assert grid(document, table) == [
        ["กว้าง", "~กว้าง", "~กว้าง"],
        ["สูง", "ใหญ่", "~ใหญ่"],  # the row below has no cell of its own, so it is none
        ["30", "31", "32"],
    ]
    assert [(cell.row_span, cell.col_span) for cell in table.rows[1]] == [(1, 1), (1, 2), (1, 2)]


def test_rows_merged_beside_rows_of_their_own():
    word, cell = filled(3, 2)
    cell(0, 0).merge(cell(2, 0)).text = "ร่วม"
    assert blocks(saved(word)) == [[["ร่วม", "01"], ["~ร่วม", "11"], ["~ร่วม", "21"]]]


GREY, WHITE = '<w:shd w:val="clear" w:fill="A0B0C0"/>', '<w:shd w:val="clear" w:fill="FFFFFF"/>'


def test_shaded_cells_below_months_carry_a_mark():
    head = tr(tc("มาตรการ") + tc("ต.ค.") + tc("พ.ย.") + tc("ธ.ค."))
    row = tr(tc("รับเรื่อง", GREY) + tc("", GREY) + tc("", WHITE) + tc(""))
    ground = tr(tc("", GREY) + tc("", GREY) + tc("", GREY) + tc("", GREY))
    pattern = tr(tc("อบรม") + tc("") + tc("", '<w:shd w:val="pct25" w:fill="auto"/>') + tc("3", GREY))
    assert blocks(body(f"<w:tbl>{head}{row}{ground}{pattern}</w:tbl>")) == [
        [
            ["มาตรการ", "ต.ค.", "พ.ย.", "ธ.ค."],
            ["รับเรื่อง", "■", "", ""],
            ["", "", "", ""],
            ["อบรม", "", "■", "3"],
        ]
    ]
    assert blocks(body(f"<w:tbl>{row}</w:tbl>")) == [[["รับเรื่อง", "", "", ""]]]


SPAN2 = '<w:gridSpan w:val="2"/>'
TABLES = [
    # what continues a merge that never began is a cell of its own
    (tr(tc("ก"), tc("ข")) + tr(tc("ค", "<w:vMerge/>"), tc("ง")), [["ก", "ข"], ["ค", "ง"]]),
    # text left behind in a covered cell is not shown
    (
        tr(tc("ก", '<w:vMerge w:val="restart"/>'), tc("ข")) + tr(tc("ค", "<w:vMerge/>"), tc("ง")),
        [["ก", "ข"], ["~ก", "ง"]],
    ),
    # the old way to merge across
    (
        tr(tc("ก", '<w:hMerge w:val="restart"/>'), tc("", '<w:hMerge w:val="continue"/>')) + tr(tc("ข"), tc("ค")),
        [["ก", "~ก"], ["ข", "ค"]],
    ),
    # a row that begins further right, one that ends early
    (
        tr(tc("ก"), tc("ข")) + tr(tc("ค"), properties='<w:gridBefore w:val="1"/>') + tr(tc("ง")),
        [["ก", "ข"], ["", "ค"], ["ง", ""]],
    ),
    # rows marked as deleted are gone, rows and cells in content controls are not
    (tr(tc("ก"), properties='<w:del w:id="1"/>') + tr(tc("ข")), [["ข"]]),
    (f"<w:sdt><w:sdtContent>{tr(tc('ก'))}</w:sdtContent></w:sdt>" + tr(tc("ข")), [["ก"], ["ข"]]),
    # columns that nothing begins in
    (tr(tc("ก", SPAN2), tc("ข", SPAN2)) + tr(tc("ค", SPAN2), tc("ง", SPAN2)), [["ก", "ข"], ["ค", "ง"]]),
]


@pytest.mark.parametrize(("rows", "expected"), TABLES)
def test_rows_and_columns(rows: str, expected: list[list[str]]):
    assert blocks(body(f"<w:tbl>{rows}</w:tbl>")) == [expected]


def grid_columns(*widths: int) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tblGrid>{columns}</w:tblGrid>"


@pytest.mark.parametrize(
    ("widths", "expected"),
    [
        # 0.9 mm: two edges drawn by hand that do not quite meet
        ((3000, 50, 3000), [["ก", "ข"], ["ค", "ง"]]),
        ((3000, 800, 3000), [["ก", "~ก", "ข"], ["ค", "ง", "~ง"]]),
    ],
)
def test_edges_that_do_not_quite_meet(widths: tuple[int, ...], expected: list[list[str]]):
    rows = tr(tc("ก", SPAN2), tc("ข")) + tr(tc("ค"), tc("ง", SPAN2))
    assert blocks(body(f"<w:tbl>{grid_columns(*widths)}{rows}</w:tbl>")) == [expected]


def test_a_narrow_column_that_has_cells_of_its_own_stays():
    rows = tr(tc("ก"), tc("✓"), tc("ข"))
    assert blocks(body(f"<w:tbl>{grid_columns(3000, 100, 3000)}{rows}</w:tbl>")) == [[["ก", "✓", "ข"]]]


@pytest.mark.parametrize(("rows", "expected"), [((1, 1, 0), 2), ((0, 1, 0), 0), ((0, 0, 0), 0), ((1, 0, 1), 1)])
def test_heading_rows(rows: tuple[int, ...], expected: int):
    xml = "".join(tr(tc("ก"), properties=f'<w:tblHeader w:val="{on}"/>') for on in rows)
    assert only_table(body(f"<w:tbl>{xml}</w:tbl>"))[1].header_rows == expected


def test_a_cell_is_lines_and_a_table_in_it_is_its_text():
    inner = f"<w:tbl>{tr(tc('ใน๑'), tc('ใน๒'))}</w:tbl>"
    cell = f"<w:tc>{p(r('ก') + '<w:r><w:tab/><w:br/></w:r>' + r('ข'))}{p('')}{inner}{p(r('ค'))}</w:tc>"
    xml = f"<w:tbl>{tr(tc('ซ้าย'), cell)}</w:tbl>"
    assert blocks(body(xml)) == [[["ซ้าย", "ก \nข\nใน๑\tใน๒\nค"]]]


def test_a_frame_around_the_page_is_no_table():
    inner = f"<w:tbl>{tr(tc('ก'), tc('ข'))}</w:tbl>"
    xml = f"<w:tbl><w:tr><w:tc>{p(r('หัวเรื่อง'))}{inner}{p('')}</w:tc></w:tr></w:tbl>{p(r('ท้าย'))}"
    assert blocks(body(xml)) == ["¶หัวเรื่อง", [["ก", "ข"]], "¶ท้าย"]


def test_tables_side_by_side_stay_two_and_a_table_without_cells_is_none():
    table = f"<w:tbl>{tr(tc('ก'))}</w:tbl>"
    assert blocks(body(table + table + "<w:tbl/>")) == [[["ก"]], [["ก"]]]
