"""Mark-up off a text: what becomes of tags, entities and Markdown, and what merely looks like them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.markup import strip_markup
from schemas.trace import Trace


def stripped(text: str) -> str:
    trace = Trace(text)
    strip_markup(trace)
    assert trace.replay() == trace.text
    return trace.text


MUST_GO = [
    # inline tags leave nothing, wherever a word is cut by them
    ("การ<b>ประ</b>ชุม", "การประชุม"),
    ("<SPAN STYLE='color:red'>ด่วน</SPAN>ที่สุด", "ด่วนที่สุด"),
    ('<font face="TH Sarabun">ก</font><sup>๑</sup>', "ก๑"),
    ('<p title="มาก > น้อย">ข้อความ</p>', "ข้อความ"),
    ("<p title='ยังไม่ปิด>ข้อความ</p>", "ข้อความ"),
    ("<o:p></o:p>ว่าง<wbr>เปล่า", "ว่างเปล่า"),
    # what stands on a line of its own gets one line end, never a pile
    ("หนึ่ง<br>สอง<BR/>สาม", "หนึ่ง\nสอง\nสาม"),
    ("<p>หนึ่ง</p> <p>สอง</p>", "หนึ่ง\nสอง"),
    ("<p>หนึ่ง</p><p>&nbsp;</p><div><br></div><p>สอง</p>", "หนึ่ง\nสอง"),
    ("หัวเรื่อง<h2>ข้อ</h2>เนื้อความ", "หัวเรื่อง\nข้อ\nเนื้อความ"),
    ("ก่อน <br> หลัง", "ก่อน\nหลัง"),
    # cells and rows of plain text stay as they were
    ("ลำดับ\t<p>ก</p> <p>ข</p>\tผล", "ลำดับ\tก\nข\tผล"),
    ("<p>แถวหนึ่ง</p>\n<p>แถวสอง</p>", "แถวหนึ่ง\nแถวสอง"),
    # list items
    ("<ul><li>ก่อสร้าง</li><li>ซ่อมแซม</li></ul>", "- ก่อสร้าง\n- ซ่อมแซม"),
    ("<ol><li>ก่อสร้าง<li>ซ่อมแซม</ol>ท้าย", "1. ก่อสร้าง\n2. ซ่อมแซม\nท้าย"),
    ('<ol start="4"><li>สี่<li value="9">เก้า<li>สิบ</ol>', "4. สี่\n9. เก้า\n10. สิบ"),
    ("<ul><li>นอก<ol><li>ใน</li></ol></li><li>นอกสอง</ul>", "- นอก\n\t1. ใน\n- นอกสอง"),
    ("<ol><li>๑. มีเลขเอง</li><li><b>(๒)</b> มีเลขเอง</li></ol>", "๑. มีเลขเอง\n(๒) มีเลขเอง"),
    ("<ul><li>&bull; มีจุดเอง</li><li>– มีขีดเอง</li></ul>", "• มีจุดเอง\n– มีขีดเอง"),
    ('<ol style="list-style-type: none"><li>ไม่มีเลข</li></ol>', "- ไม่มีเลข"),
    ("<ol><li>พ.ศ. ๒๕๖๗ เป็นปีแรก</ol>", "1. พ.ศ. ๒๕๖๗ เป็นปีแรก"),
    ("<ol><li></li><li>ข้อสอง</li></ol>", "2. ข้อสอง"),
    ("<ul><li><p>มีย่อหน้า</p></li></ul>", "- มีย่อหน้า"),
    # a list that is never closed does not reach into the next cell
    ("<ul><li>ก\t<ul><li>ข\n<ul> - ค", "- ก\t- ข\n- ค"),
    # cells never fuse
    ("<tr><td>ก</td><td></td> <td>ข</td></tr><tr><td>ค<td>ง</tr>", "ก\t\tข\nค\tง"),
    # links
    ('ดูที่ <a href="https://example.go.th/ita">เว็บไซต์</a>', "ดูที่ เว็บไซต์"),
    ('ดูที่ <a href="https://example.go.th/?a=1&amp;b=2"></a>', "ดูที่ https://example.go.th/?a=1&b=2"),
    ('ติดต่อ <a href="mailto:ita@example.go.th"> </a>', "ติดต่อ ita@example.go.th"),
    ('<a href="#top"></a><a href="javascript:void(0)"></a>จบ', "จบ"),
    # what is not shown
    ("ก<!-- <b>ข</b> -->ค<script>if (a<b) x()</script>ง<style>p{}</style>จ", "กคงจ"),
    ("<!DOCTYPE html><![if !supportLists]>1. <![endif]>ข้อ", "1. ข้อ"),
    # entities
    ("ถาม&amp;ตอบ &#3585;&#x0E02; ๕&nbsp;ปี &lt;๑๐", "ถาม&ตอบ กข ๕ ปี <๑๐"),
    ("คำ&shy;ยาว&#9;ต่อ&#10;กัน", "คำยาว ต่อ กัน"),
    ("&amp;amp;amp;", "&"),
    ("ก&lt;br&gt;ข&amp;lt;b&amp;gt;ค&amp;lt;/b&amp;gt;", "ก\nขค"),
    # Markdown
    ("**รายงานผล\nประจำปี**", "รายงานผล\nประจำปี"),
    ("## ๒. ผลการดำเนินงาน\n# สรุป", "๒. ผลการดำเนินงาน\nสรุป"),
    ("__หมายเหตุ__ ข้อมูล", "หมายเหตุ ข้อมูล"),
    ("***สำคัญ***\n***\nจบ", "สำคัญ\n\nจบ"),
    ("# **หัวเรื่อง**", "หัวเรื่อง"),
]
MUST_STAY = [
    "<5 ปี", "x < y > z", "a<b", "<www.example.go.th>", "<ita@example.go.th>", "<ชื่อหน่วยงาน>", "<b ไม่ใช่แท็ก>", "<>", "</>",
    "Q&A", "AT&T;", "&ไม่มี;", "&nosuchname;", "R&D &", "?a=1&copy=2",
    "* ข้อแรก\n* ข้อสอง", "** หมายเหตุ ** ท้าย", "คะแนน**\n**หมายเหตุ", "๒*๓*๔", "ก ***** ข",
    "a__b__c@example.go.th", "ชื่อ______นามสกุล______", "#แท็ก", "เบอร์ # ๕", "-", "--", "ก --- ข",
    "**ก\tข**", "**ก\n\nข**", "เปิด <p ค้าง", "<!-", "<b", "<", "&", "", "ก\n\n\nข",
]  # fmt: skip
KNOWN_TO_FAIL = [
    # a quoted value that holds "<" is cut there
    ('<a title="ก<ข">ค</a>', "ค"),
    # text hidden by a style is shown
    ('<p style="display:none">ซ่อน</p>', ""),
]


@pytest.mark.parametrize(("text", "expected"), MUST_GO)
def test_mark_up_goes(text: str, expected: str):
    assert stripped(text) == expected


@pytest.mark.parametrize("text", MUST_STAY)
def test_what_looks_like_mark_up_stays(text: str):
    assert stripped(text) == text


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*case, marks=pytest.mark.xfail) for case in KNOWN_TO_FAIL])
def test_known_to_fail(text: str, expected: str):
    assert stripped(text) == expected


def test_steps_are_named_and_absent_where_nothing_changes():
    trace = Trace("<b>ก</b> **ข**")
    strip_markup(trace)
    assert [step.rule for step in trace.steps] == ["markup", "markdown"]
    trace = Trace("ข้อความธรรมดา")
    strip_markup(trace)
    assert trace.steps == []


PIECES = [
    "<b>", "</b>", "<p>", "</p>", "<br/>", "<ul>", "<ol>", "<li>", "</li>", "</ul>", "<td>", "</td>", "<tr>", "<table>",
    "</table>", "<a href='http://x.go.th'>", "</a>", "<!-- x -->", "<script>", "&amp;", "&nbsp;", "&lt;", "&#3585;",
    "**", "__", "# ", "***", "* ", "\t", "\n", " ", "ก", "ข้อ", "x", "1. ", "< ", "> ", "& ", ";",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@given(texts)
def test_stripping_twice_is_stripping_once(text: str):
    once = stripped(text)
    assert stripped(once) == once


@given(texts)
def test_letters_outside_tags_are_neither_lost_nor_doubled(text: str):
    text = text.replace("<script>", "").replace("&#3585;", "")
    assert [char for char in stripped(text) if char in "กข้อ"] == [char for char in text if char in "กข้อ"]


cells = texts.map(lambda text: text.replace("\t", "").replace("\n", ""))


@given(st.lists(cells, min_size=2, max_size=6))
def test_no_edit_crosses_the_bounds_of_plain_cells(row: list[str]):
    trace = Trace("\t".join(row))
    strip_markup(trace)
    at = before = 0
    for cell in row[:-1]:
        at += len(cell) + 1
        start, end = trace.forward(at - 1, at)
        assert trace.text[start:end] == "\t"
        assert trace.forward(before, at - 1)[1] <= start
        assert trace.forward(at, len(trace.raw))[0] == end
        before = at


HOSTILE = [
    "<", "<b", "<b ", '<b "', "<b '\"", "<!--", "<script>", "&", "&amp;", "&amp", "&#", "**", "**ก", "** ", "__ก", "# ",
    " ", "<ul><li>", "<table><td>", "<a href=x>", "\t<li>", "---\n", "<p> ",
]  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE)
def test_a_text_of_nothing_but_beginnings_comes_to_an_end(unit: str):
    assert stripped(unit * 50_000).count("ก") == unit.count("ก") * 50_000


def test_nested_remains_come_to_an_end():
    assert "b>" in stripped("<" * 20_000 + "<b>" + "b>" * 20_000)
