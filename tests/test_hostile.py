"""Hostile input: whatever the bytes, a report or one line that names file and cause; work that grows with the input.

Growth is counted, never timed: the calls that Python makes for a text of twice the size.
"""

import sys
from collections.abc import Callable
from types import FrameType

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import prongsai
from prongsai.report import Report
from schemas.errors import EmptyInput, MalformedInput, ProngsaiError, UnsupportedInput

TITLE = "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส ปีงบประมาณ พ.ศ. 2568\n\n"
HEADER = "ที่\tมาตรการ\tขั้นตอน\tผู้รับผิดชอบ\tระยะเวลา\tผลการดำเนินการ\n"
ROW = "1\tรับเรื่อง\t๑. ประชุม ๒. ติดตาม\tกองคลัง\tต.ค. ๖๗ - ก.ย. ๖๘\tแล้ว\n"


def outcome(data: bytes) -> Report | str:
    """The report, or the one line that says why there is none. Any other exception is the test's failure."""
    try:
        return prongsai.read_bytes(data, "hostile.txt")
    except ProngsaiError as error:
        return str(error)


# bytes | error; without the extra for scans no picture is read at all
REFUSED = [
    pytest.param(b"", EmptyInput, id="no bytes"),
    pytest.param(b" \n\t\r\n" * 1000, EmptyInput, id="white space"),
    pytest.param(b"\x00" * 5000, MalformedInput, id="zeros"),
    pytest.param(bytes(range(256)) * 100, MalformedInput, id="every byte"),
    pytest.param("ก่อน".encode() + bytes(range(1, 9)) * 500, MalformedInput, id="control bytes"),
    pytest.param("À la forêt déjà été\n".encode("latin-1") * 200, MalformedInput, id="another encoding"),
    pytest.param(TITLE.encode("utf-16")[:-1], MalformedInput, id="half a letter of UTF-16"),
    pytest.param(b"%PDF-1.7\n%%EOF", MalformedInput, id="a PDF of nothing"),
    pytest.param(b"PK\x03\x04" + b"\x00" * 100, MalformedInput, id="a ZIP of nothing"),
    pytest.param(b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, (MalformedInput, UnsupportedInput), id="a picture of nothing"),
    pytest.param(b"Rar!\x1a\x07", UnsupportedInput, id="another archive"),
]


@pytest.mark.parametrize(("data", "error"), REFUSED)
def test_what_gives_no_report_says_why_in_one_line(data, error):
    with pytest.raises(error) as caught:
        prongsai.read_bytes(data, "hostile.txt")
    assert str(caught.value).startswith("hostile.txt: ")
    assert "\n" not in str(caught.value)


# what is repeated | how often
REPEATED = [
    pytest.param("|", 10**5, id="pipes"),
    pytest.param("a|", 10**4, id="cells between pipes"),
    pytest.param("||\n", 2 * 10**4, id="empty rows"),
    pytest.param("\t", 10**6, id="tabs"),
    pytest.param("ก\t", 10**4, id="cells"),
    pytest.param('\t"', 10**4, id="quotes that open"),
    pytest.param('\t"ก\n', 10**4, id="quotes that never close"),
    pytest.param("1. ", 10**5, id="numbers"),
    pytest.param("- ", 10**5, id="dashes"),
    pytest.param("ำ", 10**5, id="vowels"),
    pytest.param("่", 10**5, id="tone marks"),
    pytest.param("ต าบล ", 10**4, id="damage"),
    pytest.param("ผู้ผู้", 10**4, id="syllables twice"),
    pytest.param("ก  ข  ค\n", 10**4, id="columns of spaces"),
    pytest.param("ก  ข\n", 10**4, id="two pieces a line"),
    pytest.param("+--", 10**5, id="rules"),
    pytest.param("<", 10**5, id="angle brackets"),
    pytest.param("<b>", 2 * 10**4, id="tags that never close"),
    pytest.param("<table><tr><td>", 10**4, id="tables in it"),
    pytest.param("<ul><li>", 10**4, id="lists in lists"),
    pytest.param("<div>", 2 * 10**4, id="deep nesting"),
    pytest.param("<!--", 10**5, id="comments"),
    pytest.param("&amp;", 2 * 10**4, id="entities"),
    pytest.param("**ก ", 2 * 10**4, id="stars"),
    pytest.param("(นายสมหมาย ใจตรง) ", 5000, id="signatures"),
    pytest.param("ลงชื่อ....", 10**4, id="dotted lines"),
    pytest.param("เทศบาลตำบล", 3000, id="agencies without a name"),
    pytest.param("รอบ 6 เดือน (", 10**4, id="rounds"),
    pytest.param("ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่ 93.50 คะแนน ", 2000, id="scores"),
    pytest.param("คะแนนเต็ม ", 10**4, id="full marks"),
    pytest.param("1 ม.ค. 67 - ", 5000, id="dates"),
    pytest.param("0-2123-4567 ", 5000, id="telephones"),
    pytest.param("a@", 10**5, id="addresses"),
    pytest.param("1,000", 10**4, id="thousands"),
    pytest.param("๑", 10**5, id="digits"),
    pytest.param("\u200b", 10**5, id="nothing to see"),
    pytest.param("\uf70a", 10**5, id="private letters"),
    pytest.param("\u00a0", 10**5, id="hard spaces"),
    pytest.param(HEADER, 1000, id="headers"),
    pytest.param(HEADER + "\n", 1000, id="tables of headers"),
]


@pytest.mark.parametrize(("unit", "times"), REPEATED)
def test_repeated_without_end(unit, times):
    """Within a report, where every stage looks."""
    found = outcome((TITLE + unit * times + "\n").encode())
    assert isinstance(found, Report)
    assert found.report.fiscal_year is not None


MEGABYTES = 2


@pytest.mark.parametrize("unit", ["รายงานผลการดำเนินการตามมาตรการ ", "ก", "การใช้จ่ายงบประมาณ", "ita "])
def test_two_megabytes_of_one_line(unit):
    found = outcome((unit * (MEGABYTES * 10**6 // len(unit.encode()))).encode())
    assert isinstance(found, Report)
    assert found.source.bytes > MEGABYTES * 10**6 - 200


def test_a_table_of_twenty_thousand_rows():
    rows = "".join(f"{number % 999 + 1}. รับเรื่อง\tกองคลัง\tแล้ว\n" for number in range(1, 20_001))
    report = outcome((TITLE + "มาตรการ\tผู้รับผิดชอบ\tผลการดำเนินการ\n" + rows).encode())
    assert isinstance(report, Report)
    assert len(report.measures) == 20_000
    assert report.unclaimed == []
    assert (report.measures[-1].measure, report.measures[-1].results) == ("รับเรื่อง", ["แล้ว"])


# shapes of texts that grow: rows, lines, cells, tables
GROWING: dict[str, Callable[[int], str]] = {
    "prose": lambda n: "ผลการประเมิน ITA ปี 2567 ได้คะแนน 90.10 คะแนน เมื่อวันที่ 5 ม.ค. 2568\n" * n,
    "one line": lambda n: "ได้จัดประชุมชี้แจง เมื่อวันที่ 5 ม.ค. 2568 งบ 500 บาท " * n,
    "rows": lambda n: HEADER + ROW * n,
    "rows that go on": lambda n: HEADER + ROW + "\t\tและติดตามผล\t\t\t\n" * n,
    "one cell": lambda n: HEADER + f"1\tก\t{'๑. ประชุมชี้แจง ' * n}\tกองคลัง\t2568\tแล้ว\n",
    "one cell of wrapped lines": lambda n: HEADER + f"1\tก\t{'การดำเนินงานและการ สื่อสารกับ ' * n}\tกองคลัง\t2568\tแล้ว\n",
    "units": lambda n: HEADER + f"1\tก\tข\t{'กองคลัง, ' * n}\t2568\tแล้ว\n",
    "tables": lambda n: f"{HEADER}{ROW}\nคั่น\n\n" * n,
    "pages": lambda n: f"{HEADER}{ROW}\n" * n,
    "headers in turn": lambda n: (HEADER + ROW + "มาตรการ\tขั้นตอน\tผู้รับผิดชอบ\tปัญหา\tข้อเสนอแนะ\n" + ROW) * n,
    "sections": lambda n: HEADER + (f"ด้านที่ ๑ การบริการ\n{ROW}") * n,
    "scores": lambda n: "ตัวชี้วัด\tคะแนน\n" + "การใช้อำนาจ\t90.10\nการใช้งบประมาณ\t80.10\n" * n,
    "score tables": lambda n: "ตัวชี้วัด\tคะแนน\nการใช้อำนาจ\t90.10\nการใช้งบประมาณ\t80.10\n\nปี 2566\n\n" * n,
    "league": lambda n: "หน่วยงาน\tIIT\tEIT\tOIT\n" + "".join(f"อบต.ดอน{i}\t90\t91\t92\n" for i in range(n)),
    "aligned": lambda n: "ที่    มาตรการ    ผล\n" + "".join(f"{i % 90}    รับเรื่อง    แล้ว\n" for i in range(n)),
    "aligned cell": lambda n: "ที่    มาตรการ    ผล\n1    รับเรื่อง    แล้ว\n" + "     ต่อไป        ต่อ\n" * n,
    "paragraph of gaps": lambda n: "คำ   คำ   คำยาวกว่านี้\nคำ   คำ\n" * n,
    "drawn row": lambda n: "+--+--+\n|ก|ข|\n+--+--+\n" + "|ก|ข|\n" * n + "+--+--+\n",
    "a long row": lambda n: "\t".join(["ก"] * n) + "\n" + "ก\tข\tค\n" * n,
    "tags": lambda n: "<table>" + "<tr><td>1<td>ก<td>ข" * n + "</table>",
    "signatures": lambda n: "(นายสมหมาย ใจตรง) ตำแหน่ง " * n,
    "agencies": lambda n: "".join(
        f"เทศบาลตำบลทุ่ง{chr(0x0E01 + i % 40)}{chr(0x0E01 + i // 40 % 40)}\n" for i in range(n)
    ),
    "damaged lines": lambda n: "ส านักงานด าเนินการ ที ่ประชุม\n" * n,
}
SIZE = 60


def calls_for(text: str) -> int:
    """How many calls of Python and C functions a report of this text takes."""
    count = 0

    def counted(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        prongsai.read_bytes(text.encode(), "growing.txt")
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("shape", GROWING)
def test_work_grows_with_the_text(shape):
    """Twice the text, at most about twice the calls beyond what a text of any size takes."""
    make = GROWING[shape]
    for n in (1, 2, SIZE):
        outcome((TITLE + make(n)).encode())  # what is made once is made
    small, double, fourfold = (calls_for(TITLE + make(n * SIZE)) for n in (1, 2, 4))
    assert fourfold - double <= 2.6 * (double - small) + 2000


def test_no_pattern_looks_back_over_a_long_line():
    """A line of one letter, or of one word, is the worst case of patterns that match greedily and turn back."""
    for unit in ("ก", "a", " ก", "ก ", "1", "(", ".", "ที่", "คะแนน", "ปี ", "รอบ", "ผู้", "/", "x@x.", "<a ", "&#"):
        assert isinstance(outcome((TITLE + unit * 20_000).encode()), Report)


HOSTILE = st.text(
    st.sampled_from("ก่ำาิ เแ๑9.|\t\n\r\"'<>/&;#*-_+()[]{}\x0b\x0c\x1b\x7f\u00a0\u200b\u202e\ufeff\uf70a\ufffd😀ÉaZ%@:")
)


@settings(max_examples=120)
@given(HOSTILE)
def test_any_text_gives_a_report_or_one_line(text: str):
    found = outcome(text.encode())
    assert isinstance(found, Report) or "\n" not in found


WORDS = [
    "มาตรการ", "ผู้รับผิดชอบ", "ผลการดำเนินการ", "ระยะเวลา", "ตัวชี้วัด", "คะแนน", "IIT", "ปี 2567", "90.10", "1.",
    "การใช้อำนาจ", "เทศบาลตำบล", "\t", "\n", "\n\n", "|", " | ", "<table>", "<tr>", "<td rowspan=3>",
    "<td colspan=9>", "</table>", "EIT", "2.",
    "<li>", "  ", "ต.ค. 67", "รวม", "ด้านที่ 1", "(ต่อ)", "หน้า 2", "-", "ไม่มี", "ส านัก",
    "โปร่งใส", "ไตรมาส 1", "✓", '"', "+--+",
]  # fmt: skip


@settings(max_examples=120)
@example("การใช้อำนาจ2.<table>2.มาตรการ")
@given(st.lists(st.sampled_from(WORDS), max_size=60).map("".join))
def test_any_words_of_reports_give_a_report(text: str):
    found = outcome((TITLE + text).encode())
    assert isinstance(found, Report)
    assert prongsai.Report.model_validate_json(found.model_dump_json()) == found


@settings(max_examples=60)
@given(
    st.sampled_from([b"%PDF-1.4\n", b"PK\x03\x04", b"\xff\xfe", b"<html>", b"\xef\xbb\xbf", b""]),
    st.binary(max_size=300),
)
def test_any_bytes_behind_a_known_beginning(head: bytes, body: bytes):
    found = outcome(head + body)
    assert isinstance(found, Report) or "\n" not in found
