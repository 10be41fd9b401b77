"""HTML: tables out of tags, however nested, merged, broken or meant to do harm; lines of prose between them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.readers.html import read_html
from extract.readers.html_tables import find_tables
from normalise.markup import strip_markup
from schemas.document import Document, Line, Table


def tables(raw: str) -> list[Table]:
    found = find_tables(raw, 0, len(raw))
    spans = [span for span, _ in found]
    assert spans == sorted(spans)
    return [table for _, table in found]


def grid(raw: str, table: Table) -> list[list[str]]:
    """The cells' raw texts; copies of merged cells with a "~" before."""
    return [["~" * cell.inherited + "|".join(raw[a:b] for a, b in cell.spans) for cell in row] for row in table.rows]


GRIDS = [
    ("<table><tr><td>ก</td><td>ข</td></tr></table>", [["ก", "ข"]]),
    # tags without partners, upper case, attributes with ">" in quotes, white space, comments, scripts
    ("<TABLE><TR><TD>ก<TD>ข<TR><TD>ค<TD>ง</TABLE>", [["ก", "ข"], ["ค", "ง"]]),
    ('<table border="1"><tr><td title="a>b" class=x>ก</td ></tr ></table>', [["ก"]]),
    ("<table><!-- <tr><td>x --><tr><td>ก<script>'<td>'</script></table>", [["ก<script>'<td>'</script>"]]),
    ("<table><td>ก<td>ข</table>", [["ก", "ข"]]),
    ("<table><tr></tr><tr><td>ก</td></tr><tr></tr></table>", [["ก"]]),
    # rows of unequal length are filled up
    ("<table><tr><td>ก<td>ข<tr><td>ค</table>", [["ก", "ข"], ["ค", ""]]),
    # merged cells are repeated
    ("<table><tr><td colspan=2>ก<tr><td>ข<td>ค</table>", [["ก", "~ก"], ["ข", "ค"]]),
    ("<table><tr><td rowspan='2'>ก<td>ข<tr><td>ค</table>", [["ก", "ข"], ["~ก", "ค"]]),
    ("<table><tr><td>ก<td rowspan=0>ข<tr><td>ค<tr><td>ง</table>", [["ก", "ข"], ["ค", "~ข"], ["ง", "~ข"]]),
    (
        "<table><tr><td rowspan=2 colspan=2>ก<td>ข<tr><td>ค<tr><td>ง<td>จ<td>ฉ</table>",
        [["ก", "~ก", "ข"], ["~ก", "~ก", "ค"], ["ง", "จ", "ฉ"]],
    ),
    # a span beyond the cells there are says nothing of columns or rows
    ("<table><tr><td colspan=1000>ก<tr><td>ข<td>ค</table>", [["ก", "~ก"], ["ข", "ค"]]),
    ("<table><tr><td rowspan=65534>ก<td>ข</table>", [["ก", "ข"]]),
    ("<table><tr><td rowspan=2>ก<td rowspan=2>ข</tr><tr></tr><tr><td>ค<td>ง</table>", [["ก", "ข"], ["ค", "ง"]]),
    ("<table><tr><td colspan=x rowspan='-1'>ก<td colspan=>ข</table>", [["ก", "ข"]]),
    # a table in a cell is that cell's text
    (
        "<table><tr><th>ก<th>ข</tr><tr><td>ค<td><table><tr><td>ง</table>จ</table>",
        [["ก", "ข"], ["ค", "<table><tr><td>ง</table>จ"]],
    ),
    # never closed: the table ends with its last row, an open cell with its paragraph
    ("<table><tr><td>ก</td></tr> ต่อไปนี้", [["ก"]]),
    ("<table><tr><td>ก\n\nต่อไปนี้", [["ก"]]),
    ("<table><tr><td>ก</body>", [["ก"]]),
]


@pytest.mark.parametrize(("raw", "expected"), GRIDS)
def test_one_table(raw: str, expected: list[list[str]]):
    (table,) = tables(raw)
    assert grid(raw, table) == expected


NO_TABLES = [
    "",
    "<table>",
    "<table></table>",
    "<table><tr></tr></table>",
    "<td>ก</td>",
    "<!-- <table><tr><td>ก</table> -->",
    "<tablet><tr><td>ก",
    "< table><tr><td>ก",
]


@pytest.mark.parametrize("raw", NO_TABLES)
def test_no_table(raw: str):
    assert tables(raw) == []


@pytest.mark.parametrize(
    ("raw", "rows"),
    [
        ("<table><tr><th>ก<th>ข<tr><td>ค<td>ง</table>", 1),
        ("<table><thead><tr><td>ก<tr><td>ข</thead><tbody><tr><td>ค</table>", 2),
        ("<table><tr><th rowspan=2>ก<th colspan=2>ข<tr><th>ค<th>ง<tr><td>จ<td>ฉ<td>ช</table>", 2),
        ("<table><tr><th>ก<td>ข<tr><th>ค<td>ง</table>", 0),
        ("<table><tr><td>ก<tr><th>ข</table>", 0),
    ],
)
def test_heading_rows(raw: str, rows: int):
    assert [table.header_rows for table in tables(raw)] == [rows]


@pytest.mark.parametrize(
    ("raw", "cells"),
    [
        ("<table><tr><td>ก</table> และ <table><tr><td>ข</table>", ["ก", "ข"]),
        # one that only arranges the page yields those inside it
        ("<table><tr><td><table><tr><td>ก</table><table><tr><td>ข</table></table>", ["ก", "ข"]),
        ("<table><tr><td>เมนู<td><table><tr><td>ก<td>ข<tr><td>ค<td>ง</table></table>", ["ก"]),
        ("<table><tr><td>&nbsp;<td>ยาวกว่าตารางข้างในมาก ๆ ๆ ๆ ๆ ๆ <table><tr><td>ก</table></table>", ["ก"]),
        ("<table><tr><td>หัว<tr><td><table><tr><td>ก</table>ท้าย</table>", ["ก"]),
        # rows are over, a new table begins: the first one was never closed
        ("<table><tr><td>ก</td></tr> แล้ว <table><tr><td>ข</table>", ["ก", "ข"]),
    ],
)
def test_which_tables_count(raw: str, cells: list[str]):
    assert [grid(raw, table)[0][0] for table in tables(raw)] == cells


def test_spans_of_cells_and_interval_of_the_table():
    raw = "ก่อน<table><tr><td rowspan=2>ก<td colspan=2>ข<tr><td>ค<td>ง</table>หลัง"
    (((start, end), table),) = find_tables(raw, 0, len(raw))
    assert (raw[:start], raw[end:]) == ("ก่อน", "หลัง")
    assert [(cell.row_span, cell.col_span) for cell in table.rows[0]] == [(2, 1), (1, 2), (1, 2)]
    assert find_tables(raw, 0, start) == find_tables(raw, end, len(raw)) == []


BOMBS = [
    ("<tr>" + "<td rowspan=65534 colspan=1000>x" * 6) * 1_500,
    "<tr>" + "<td rowspan=65534>x" * 3_000 + "<tr><td>y" * 10_000,
    "<tr>" + "<td>x" * 3_000 + "<tr><td>y" * 10_000,
    "<tr><td><table>" * 20_000,
    "<tr><td colspan=1000>" * 20_000,
]


@pytest.mark.parametrize("inside", BOMBS)
def test_no_grid_is_out_of_proportion(inside: str):
    for table in tables(f"<table>{inside}</table>"):
        assert len(table.rows) * table.width <= 60_000 + 10 * inside.count("<td")


def test_a_long_cell_is_not_copied_without_end():
    raw = "<table><tr><td rowspan=5000>" + "ก" * 1_000 + "<td>x" + "<tr><td>y" * 5_000 + "</table>"
    (table,) = tables(raw)
    assert [sum(cell.inherited for cell in row) for row in table.rows[:2]] == [0, 0]
    assert [raw[slice(*row[1].spans[0])] for row in table.rows[:3]] == ["x", "y", "y"]


def test_what_is_beyond_the_widest_grid_joins_the_last_column():
    raw = "<table><tr>" + "<td>x" * 5_000 + "<tr><td>y" * 10_000 + "</table>"
    (table,) = tables(raw)
    assert sum(len(cell.spans) for cell in table.rows[0]) == 5_000


PIECES = [
    "<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<th colspan=2>", "<td rowspan=3>", "<thead>", "</thead>",
    "<p>", "</p>", "<br>", "<li>", "<ul>", "</ul>", "<pre>", "</pre>", "<!--", "-->", "ก", "ข ", "\n", "&nbsp;", "<b>",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_soup_is_read(raw: str):
    """Grids are rectangles, every interval lies in its block's, blocks come in order and cleaning keeps them so."""
    document = read_html(raw)
    at = 0
    for _, block in document.blocks():
        if isinstance(block, Line):
            assert at <= block.span[0] < block.span[1] <= len(raw)
            at = block.span[1]
            continue
        assert {len(row) for row in block.rows} == {block.width}
        spans = [span for row in block.rows for cell in row for span in cell.spans]
        assert at <= min(spans)[0]
        at = max(end for _, end in spans)
        assert all(not cell.inherited for row in block.rows for cell in row if cell.row_span == cell.col_span == 1)
    strip_markup(document.trace)
    assert document.trace.replay() == document.text


def shown(document: Document) -> list[str | list[list[str]]]:
    """The blocks' texts with the mark-up off; lines that begin a paragraph have a "¶" before."""
    strip_markup(document.trace)

    def text(start: int, end: int) -> str:
        return document.text[slice(*document.trace.forward(start, end))].strip(" ")

    return [
        "¶" * block.gap + text(*block.span)
        if isinstance(block, Line)
        else [[text(*cell.spans[0]) for cell in row] for row in block.rows]
        for _, block in document.blocks()
    ]


PAGE = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>รายงาน &amp; แผน</title>
<style>p > b {}</style><script>document.write("<table><tr><td>x")</script></head>
<body class="a"><div>เทศบาลตำบลสมมติ<br>อำเภอ
   ตัวอย่าง<br><br>จังหวัดใด</div>
<p>&nbsp;</p><p>ย่อหน้า<b>หนา</b> ต่อ</p>
<ul>
 <li>ข้อแรก
  <ol><li><p>ข้อย่อย</p></li></ol></li>
 <li>๒. ข้อสอง</li>
</ul>
<table><caption>ตารางที่ ๑</caption>
 <tr><th>มาตรการ</th><th>ผล</th></tr>
 <tr><td>
   การใช้<br>
   งบประมาณ</td><td><ul><li>ก<li>ข</ul></td></tr>
</table>
<pre>บรรทัดหนึ่ง
  บรรทัดสอง</pre>ท้าย <a href="https://example.go.th">เว็บ</a>
</body></html>
"""


def test_a_page_reads_as_a_browser_shows_it():
    document = read_html(PAGE)
    assert shown(document) == [
        "¶รายงาน & แผน",
        "¶เทศบาลตำบลสมมติ",
        "อำเภอ ตัวอย่าง",
        "¶จังหวัดใด",
        "¶ย่อหน้าหนา ต่อ",
        "¶- ข้อแรก",
        "\t1. ข้อย่อย",
        "๒. ข้อสอง",
        "¶ตารางที่ ๑",
        [["มาตรการ", "ผล"], ["การใช้\nงบประมาณ", "- ก\n- ข"]],
        "¶บรรทัดหนึ่ง",
        "บรรทัดสอง",
        "¶ท้าย เว็บ",
    ]
    assert (document.media_type, document.reader, document.markup) == ("text/html", "text", True)


def test_places_are_those_of_the_file():
    document = read_html("<p>ก</p>\n<p>ข <b>ค</b></p>")
    _, line = [block for _, block in document.blocks() if isinstance(block, Line)]
    strip_markup(document.trace)
    (place,) = document.locate(*document.trace.forward(*line.span))
    assert place.model_dump() == {"line": 2, "column": 4, "length": 6}


def test_a_page_of_layout_tables_keeps_its_prose():
    inner = "<table><tr><td>ก<td>ข<tr><td>ค<td>ง</table>"
    page = f"<table><tr><td>เมนู</td><td><p>หัวข้อ</p>{inner}<p>ท้าย</p></td></tr></table>"
    assert shown(read_html(page)) == ["¶เมนู", "¶หัวข้อ", [["ก", "ข"], ["ค", "ง"]], "¶ท้าย"]


BEGINNINGS = ["<table>", "<table", "<td>", "<pre>", "<pre", "<li>", "<title>ก", "<!--", "<table><tr><td>"]


@pytest.mark.parametrize("unit", BEGINNINGS)
def test_a_file_of_nothing_but_beginnings_comes_to_an_end(unit: str):
    assert len(read_html(unit * 30_000).pages) == 1
