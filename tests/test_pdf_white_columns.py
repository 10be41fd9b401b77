"""Tables that nothing but white parts: labels beside their texts, rows without gaps, headings and rests over pages."""

from collections.abc import Sequence
from itertools import pairwise

import pytest

from extract.clean import clean_document
from extract.readers.pdf import read_pdf
from extract.tables.sheets import document_to_sheets
from schemas.document import Document, Line, Table
from tests.pdfmaker import PdfMaker, PdfPage, shape

LEADING = 20.0
Texts = Sequence[tuple[float, str]]

# Lines of texts with the points they begin at. The made font has letters of 7.2 points at this size.
CENTRED_OVER_SHORT_TEXTS: list[Texts] = [
    [(85, "ที่"), (170, "มาตรการ"), (320, "ผู้รับผิดชอบ"), (470, "งบประมาณ")],
    [(50, "1"), (130, "ติดป้าย"), (290, "กองช่าง"), (450, "500")],
    [(50, "2"), (130, "จัดเวร"), (290, "กองคลัง"), (450, "900")],
]
LABELS_LEFT_VALUES_RIGHT: list[Texts] = [
    [(60, "หน่วยงาน"), (200, "IIT"), (310, "EIT"), (420, "OIT")],
    [(60, "อบต.หนองบัว"), (270, "81.20"), (380, "82.35"), (490, "93.10")],
    [(60, "อบต.ดอนยาง"), (270, "79.05"), (380, "90.40"), (490, "88.75")],
]
A_LABEL_OVER_THE_WHITE: list[Texts] = [
    [(60, "ตัวชี้วัด"), (300, "ปี 2566"), (470, "หมายเหตุ")],
    [(240, "คะแนน"), (360, "ระดับ")],
    [(60, "การใช้อำนาจ"), (240, "85.10"), (360, "A"), (470, "คงที่")],
    [(60, "การใช้งบ"), (240, "91.35"), (360, "A"), (470, "ดีขึ้น")],
]
LABELS_LEFT_OVER_TWO: list[Texts] = [
    [(60, "ตัวชี้วัด"), (200, "ปี 2566"), (340, "ปี 2567"), (480, "หมายเหตุ")],
    [(200, "คะแนน"), (270, "ระดับ"), (340, "คะแนน"), (410, "ระดับ")],
    [(60, "การใช้อำนาจ"), (200, "85.10"), (270, "A"), (340, "88.20"), (410, "A"), (480, "คงที่")],
    [(60, "การใช้งบ"), (200, "91.35"), (270, "A"), (340, "95.00"), (410, "AA"), (480, "ดีขึ้น")],
]
LABELS_AT_THE_FOOT: list[Texts] = [
    [(200, "ปี 2566"), (340, "ปี 2567")],
    [(60, "ตัวชี้วัด"), (200, "คะแนน"), (270, "ระดับ"), (340, "คะแนน"), (410, "ระดับ"), (480, "หมายเหตุ")],
    [(60, "การใช้อำนาจ"), (200, "85.10"), (270, "A"), (340, "88.20"), (410, "A"), (480, "คงที่")],
    [(60, "การใช้งบ"), (200, "91.35"), (270, "A"), (340, "95.00"), (410, "AA"), (480, "ดีขึ้น")],
]
YEARS_BELOW_A_LABEL_OF_TWO_LINES: list[Texts] = [
    [(50, "ปีงบ"), (180, "ตัวชี้วัด"), (300, "ตัวชี้วัด"), (430, "คะแนน")],
    [(50, "ประมาณ"), (180, "ที่ 1"), (300, "ที่ 2"), (430, "รวม")],
    [(50, "2565"), (180, "93.30"), (300, "89.85"), (430, "91.20")],
    [(50, "2566"), (180, "95.70"), (300, "92.41"), (430, "94.05")],
]
LONG_LABELS_OVER_SHORT_ONES: list[Texts] = [
    [(60, "มาตรการ"), (200, "ผู้รับผิดชอบ"), (330, "ไตรมาส"), (400, "ไตรมาส"), (470, "ผลผลิต")],
    [(330, "1"), (400, "2")],
    [(60, "จัดเวร"), (200, "กองช่าง"), (330, "/"), (470, "ครบ")],
    [(60, "ติดป้าย"), (200, "กองคลัง"), (330, "/"), (400, "/"), (470, "ติดแล้ว")],
    [(60, "นับพัสดุ"), (200, "กองคลัง"), (400, "/"), (470, "นับแล้ว")],
]
DASHES_BEFORE_ITEMS: list[Texts] = [
    [(60, "มาตรการ"), (220, "วิธีดำเนินการ"), (400, "ผู้รับผิดชอบ")],
    [(60, "จัดเวร"), (200, "-"), (214, "ทำตารางเวรรายเดือน"), (400, "กองช่าง")],
    [(60, "ติดป้าย"), (200, "-"), (214, "สำรวจจุดติดตั้งป้าย"), (400, "กองคลัง")],
]

COLUMNS = [
    pytest.param(
        CENTRED_OVER_SHORT_TEXTS,
        [["ที่", "มาตรการ", "ผู้รับผิดชอบ", "งบประมาณ"], ["1", "ติดป้าย", "กองช่าง", "500"], ["2", "จัดเวร", "กองคลัง", "900"]],
        id="labels in the middle of columns whose texts are short",
    ),
    pytest.param(
        LABELS_LEFT_VALUES_RIGHT,
        [
            ["หน่วยงาน", "IIT", "EIT", "OIT"],
            ["อบต.หนองบัว", "81.20", "82.35", "93.10"],
            ["อบต.ดอนยาง", "79.05", "90.40", "88.75"],
        ],
        id="labels at the left and values at the right of columns",
    ),
    pytest.param(
        A_LABEL_OVER_THE_WHITE,
        [
            ["ตัวชี้วัด", "ปี 2566", "ปี 2566", "หมายเหตุ"],
            ["ตัวชี้วัด", "คะแนน", "ระดับ", "หมายเหตุ"],
            ["การใช้อำนาจ", "85.10", "A", "คงที่"],
            ["การใช้งบ", "91.35", "A", "ดีขึ้น"],
        ],
        id="a label between the two columns that it spans",
    ),
    pytest.param(
        LABELS_LEFT_OVER_TWO,
        [
            ["ตัวชี้วัด", "ปี 2566", "ปี 2566", "ปี 2567", "ปี 2567", "หมายเหตุ"],
            ["ตัวชี้วัด", "คะแนน", "ระดับ", "คะแนน", "ระดับ", "หมายเหตุ"],
            ["การใช้อำนาจ", "85.10", "A", "88.20", "A", "คงที่"],
            ["การใช้งบ", "91.35", "A", "95.00", "AA", "ดีขึ้น"],
        ],
        id="a label that spans two columns at the left of the first",
    ),
    pytest.param(
        LABELS_AT_THE_FOOT,
        [
            ["ตัวชี้วัด", "ปี 2566", "ปี 2566", "ปี 2567", "ปี 2567", "หมายเหตุ"],
            ["ตัวชี้วัด", "คะแนน", "ระดับ", "คะแนน", "ระดับ", "หมายเหตุ"],
            ["การใช้อำนาจ", "85.10", "A", "88.20", "A", "คงที่"],
            ["การใช้งบ", "91.35", "A", "95.00", "AA", "ดีขึ้น"],
        ],
        id="labels at the foot of a heading of two rows",
    ),
    pytest.param(
        YEARS_BELOW_A_LABEL_OF_TWO_LINES,
        [
            ["ปีงบ\nประมาณ", "ตัวชี้วัด\nที่ 1", "ตัวชี้วัด\nที่ 2", "คะแนน\nรวม"],
            ["2565", "93.30", "89.85", "91.20"],
            ["2566", "95.70", "92.41", "94.05"],
        ],
        id="years that count on tell the rows",
    ),
    pytest.param(
        LONG_LABELS_OVER_SHORT_ONES,
        [
            ["มาตรการ", "ผู้รับผิดชอบ", "ไตรมาส\n1", "ไตรมาส\n2", "ผลผลิต"],
            ["จัดเวร", "กองช่าง", "/", "", "ครบ"],
            ["ติดป้าย", "กองคลัง", "/", "/", "ติดแล้ว"],
            ["นับพัสดุ", "กองคลัง", "", "/", "นับแล้ว"],
        ],
        id="first lines of labels that are longer than all below",
    ),
    pytest.param(
        DASHES_BEFORE_ITEMS,
        [
            ["มาตรการ", "วิธีดำเนินการ", "ผู้รับผิดชอบ"],
            ["จัดเวร", "- ทำตารางเวรรายเดือน", "กองช่าง"],
            ["ติดป้าย", "- สำรวจจุดติดตั้งป้าย", "กองคลัง"],
        ],
        id="dashes that stand apart go with their items",
    ),
]


def write(page: PdfPage, lines: Sequence[Texts], tops: list[float] | float) -> PdfPage:
    """Lines at the given baselines, or from one on at even distances."""
    if isinstance(tops, float):
        tops = [tops + LEADING * nth for nth in range(len(lines))]
    for y, line in zip(tops, lines, strict=True):
        for x, text in line:
            page.text(x, y, text, size=12)
    return page


def read(page: PdfPage) -> Document:
    return read_pdf(page.maker.file(), "made.pdf")


def tables(document: Document, page: int | None = None) -> list[list[list[str]]]:
    return [
        [[document.read_raw(cell) for cell in row] for row in block.rows]
        for at, block in document.blocks()
        if isinstance(block, Table) and page in (None, at.number)
    ]


def prose(document: Document) -> list[str]:
    return [document.text[slice(*block.span)] for _, block in document.blocks() if isinstance(block, Line)]


@pytest.mark.parametrize(("lines", "expected"), COLUMNS)
def test_columns_are_told_by_labels_and_texts_together(lines, expected):
    assert tables(read(write(PdfMaker().page(), lines, 100.0))) == [expected]


HEAD: Texts = [(50, "มาตรการ"), (200, "วิธีดำเนินการ"), (380, "ผู้รับผิดชอบ")]
ROWS: list[Texts] = [
    [(50, "จัดเวร"), (200, "ทำตาราง"), (380, "กองช่าง")],
    [(200, "ทุกเดือน")],
    [(50, "ติดป้าย"), (200, "สำรวจจุด"), (380, "กองคลัง")],
    [(200, "แล้วติดตั้ง")],
    [(50, "ตรวจพัสดุ"), (200, "นับทุกปี"), (380, "กองคลัง")],
]
ROWS_READ = [
    ["จัดเวร", "ทำตาราง\nทุกเดือน", "กองช่าง"],
    ["ติดป้าย", "สำรวจจุด\nแล้วติดตั้ง", "กองคลัง"],
    ["ตรวจพัสดุ", "นับทุกปี", "กองคลัง"],
]
HEAD_READ = ["มาตรการ", "วิธีดำเนินการ", "ผู้รับผิดชอบ"]


def test_rows_begin_after_steps_of_another_length():
    heads = [(50, "มาตรการ"), (200, "วิธีดำเนินการ"), (380, "ผู้รับผิดชอบ")]
    wrapped = [*ROWS, [(50, "และครุภัณฑ์"), (200, "โดยกรรมการ")]]
    steps = [0.0, 19.0, 39.0, 58.0, 78.0, 97.0, 117.0]
    document = read(write(PdfMaker().page(), [heads, *wrapped], [100 + step for step in steps]))
    last = ["ตรวจพัสดุ\nและครุภัณฑ์", "นับทุกปี\nโดยกรรมการ", "กองคลัง"]
    assert tables(document) == [[HEAD_READ, *ROWS_READ[:2], last]]


def test_the_rest_of_a_cut_row_below_a_heading_is_no_label():
    maker = PdfMaker()
    rest = [(200, "ต่อจากหน้าก่อน")]
    write(maker.page(), [HEAD, rest, *ROWS], [100, 124, 148, 168, 192, 212, 236])
    assert tables(read(maker.pages[0]))[0][:2] == [HEAD_READ, ["", "ต่อจากหน้าก่อน", ""]]


def test_a_heading_alone_at_the_end_of_a_page_heads_the_next():
    maker = PdfMaker()
    first = maker.page().text(50, 100, "รายละเอียดของมาตรการมีดังต่อไปนี้", size=12)
    write(first, [[(80, "มาตรการ"), (230, "วิธีดำเนินการ"), (400, "ผู้รับผิดชอบ")]], [780.0])
    write(maker.page(), ROWS, [60, 79, 103, 122, 146])
    document = read(first)
    assert tables(document, 1) == [[HEAD_READ]]
    assert tables(document, 2) == [ROWS_READ]


def test_known_words_at_the_end_of_a_page_are_no_heading_where_most_are_none():
    page = PdfMaker().page()
    write(page, [[(50, "คะแนน"), (200, "ข้อความอื่น"), (380, "ระดับ"), (460, "เท่านั้น")]], [780.0])
    assert tables(read(page)) == []


def test_the_columns_of_a_table_are_not_sought_below_the_next_heading():
    page = PdfMaker().page()
    lines = [
        [(50, "ตัวชี้วัด"), (270, "ปี 2565"), (420, "คะแนน")],
        *[[(50, f"การใช้อำนาจข้อที่ {nth}"), (270, f"8{nth}.20"), (420, f"9{nth}.10")] for nth in range(1, 4)],
        [(50, "มาตรการ"), (160, "ผู้รับผิดชอบ"), (290, "ระยะเวลา"), (480, "งบประมาณ")],
        *[[(50, "จัดเวร"), (160, "กองช่างและกองคลัง"), (290, "ตลอดปีงบประมาณนี้และปีหน้า"), (480, "500")] for _ in range(3)],
    ]
    tops = [100.0, 124, 148, 172, 220, 244, 268, 292]
    assert [[len(table), len(table[0])] for table in tables(read(write(page, lines, tops)))] == [[4, 3], [4, 4]]


LONE = [
    pytest.param((203, "จนครบทุกจุด"), ["", "จนครบทุกจุด", ""], id="the rest of a cell"),
    pytest.param((53, "(ต่อ)"), None, id="a note where the first column begins"),
    pytest.param((203, "2"), None, id="a page's number"),
    pytest.param((240, "หน้าต่อ"), None, id="a text under none"),
]


@pytest.mark.parametrize(("text", "row"), LONE)
def test_a_lone_line_above_painted_rows_is_the_rest_of_a_cell(text, row):
    maker, xs = PdfMaker(), [50.0, 200.0, 380.0, 545.0]
    first = maker.page().table(xs, [700, 730, 760, 790], [HEAD_READ, *ROWS_READ[:2]])
    second = maker.page().text(text[0], 60, text[1], size=12)
    for y in (66, 96):
        for x0, x1 in pairwise(xs):
            second.fill(x0, y, x1, y + 30, 0.8)
    write(second, [[(53, "ปรับเว็บ"), (203, "เพิ่มเมนู"), (383, "กองกลาง")]] * 2, [84.0, 114.0])
    rows = [["ปรับเว็บ", "เพิ่มเมนู", "กองกลาง"]] * 2
    assert tables(read(first), 2) == ([[row]] if row else []) + [rows]


RESTS = [
    pytest.param([[(50, "ปรับเว็บไซต์"), (200, "เพิ่มเมนูถามตอบที่ยาวกว่าเดิม"), (380, "กองกลาง")]], 1, id="a longer text"),
    pytest.param(
        [[(50, "ด้านที่ 2 การให้บริการและการสื่อสาร")], [(50, "ปรับเว็บ"), (200, "เพิ่มเมนู"), (380, "กองกลาง")]], 2, id="a title"
    ),
    pytest.param(
        [[(200, "จนครบทุกจุด")], [(50, "ปรับเว็บ"), (200, "เพิ่มเมนู"), (380, "กองกลาง")]], 2, id="lines of a cut row"
    ),
    pytest.param([[(50, "ปรับเว็บ"), (200, "เพิ่มเมนู"), (400, "กองกลาง")]], 1, id="one text of three elsewhere"),
    pytest.param([[(75, "ลงชื่อ"), (240, "นายสมมุติ"), (420, "ผู้รายงาน")]], 0, id="texts that stand under none"),
]


@pytest.mark.parametrize(("lines", "taken"), RESTS)
def test_a_page_begins_with_the_rest_of_a_table(lines, taken):
    maker = PdfMaker()
    first = write(maker.page(), [HEAD, *ROWS], [700, 724, 743, 767, 786, 810])
    second = write(maker.page(), lines, 60.0)
    second.text(50, 200, "หมายเหตุท้ายตาราง", size=12)
    document = read(first)
    found = tables(document, 2)
    assert [len(table) for table in found] == ([taken] if taken else [])
    assert prose(document)[-1] == "หมายเหตุท้ายตาราง"


def test_a_long_line_before_another_heading_is_no_title_of_a_section():
    page = PdfMaker().page()
    other = [(50, "ลำดับ"), (110, "มาตรการ"), (230, "ผู้รับผิดชอบ"), (400, "งบประมาณ")]
    lines = [
        [(50, "ตัวชี้วัด"), (250, "ปี 2565"), (420, "คะแนน")],
        [(50, "การใช้อำนาจ"), (250, "81.20"), (420, "85.10")],
        [(50, "การใช้งบ"), (250, "80.00"), (420, "91.35")],
        [(50, "เทศบาลกำหนดมาตรการไว้สำหรับปีต่อไปดังนี้")],
        other,
        [(50, "1"), (110, "จัดเวร"), (230, "กองช่าง"), (400, "500")],
        [(50, "2"), (110, "ติดป้าย"), (230, "กองคลัง"), (400, "900")],
    ]
    document = read(write(page, lines, 100.0))
    assert [len(table) for table in tables(document)] == [3, 3]
    assert prose(document) == ["เทศบาลกำหนดมาตรการไว้สำหรับปีต่อไปดังนี้"]


# the last row of a page, the first of the next | what the last row is in the end, or None for two rows
JOINS = [
    pytest.param(
        ["", "การป้องกัน", "96.88", ""], ["เฉลี่ยรวม", "", "", "92.10"], None, id="a sum where the row before has no name"
    ),
    pytest.param(
        ["จัดเวร", "ทำตาราง", "13/01/68", "กองช่าง"],
        ["", "ทุกเดือน", "- 30/09/68", ""],
        ["จัดเวร", "ทำตาราง\nทุกเดือน", "13/01/68\n- 30/09/68", "กองช่าง"],
        id="a period that goes on to its end",
    ),
    pytest.param(
        ["จัดเวร", "ทำตาราง", "1 พ.ย. 66 – 29", "กองช่าง"],
        ["", "ทุกเดือน", "ก.พ. 67", ""],
        ["จัดเวร", "ทำตาราง\nทุกเดือน", "1 พ.ย. 66 – 29\nก.พ. 67", "กองช่าง"],
        id="a period that breaks off before its last month",
    ),
    pytest.param(
        ["จัดเวร", "ทำตาราง", "1 ธ.ค. 2566", "กองช่าง"],
        ["", "ทุกเดือน", "ถึง 30 ก.ย. 2567", ""],
        ["จัดเวร", "ทำตาราง\nทุกเดือน", "1 ธ.ค. 2566\nถึง 30 ก.ย. 2567", "กองช่าง"],
        id="a period that breaks off before its end",
    ),
    pytest.param(
        ["จัดเวร", "ทำตารางเวร", "1 ธ.ค. 2566 ถึง 30", "กองช่าง"],
        ["", "ทุกเดือน", "ก.ย. 2567", "และงานพัสดุ"],
        ["จัดเวร", "ทำตารางเวร\nทุกเดือน", "1 ธ.ค. 2566 ถึง 30\nก.ย. 2567", "กองช่าง\nและงานพัสดุ"],
        id="a date that breaks off behind its day",
    ),
]


@pytest.mark.parametrize(("last", "first", "joined"), JOINS)
def test_rows_at_a_page_break_are_one_or_two(last, first, joined):
    maker, xs = PdfMaker(), [50.0, 170.0, 300.0, 420.0, 540.0]
    head = ["เครื่องมือ", "ตัวชี้วัด", "คะแนน", "เฉลี่ย"] if joined is None else [*HEAD_READ[:2], "ระยะเวลา", HEAD_READ[2]]
    filled = ["IIT", "การใช้อำนาจ", "90.10", "88.73"] if joined is None else ["ติดป้าย", "สำรวจ", "ตลอดปี", "กองคลัง"]
    maker.page().table(xs, [660, 700, 740, 780], [head, filled, last])
    maker.page().table(xs, [60, 100], [first])
    document = read(maker.pages[0])
    clean_document(document)
    (sheet,) = document_to_sheets(document)
    texts = [[document.read(cell) for cell in row.cells] for row in sheet.rows]
    assert len(texts) == (3 if joined is None else 2)
    if joined:
        assert [text.replace("\n", " ") for text in texts[-1]] == [text.replace("\n", " ") for text in joined]


NEAR = [
    ["มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลา"],
    ["จัดเวรตอบคำถาม", "สำนักปลัดเทศบาล", "ต.ค. 2567"],
    ["ติดป้ายบอกทาง", "กองช่าง", "พ.ย. 2567"],
    ["ทบทวนคู่มือ", "กองสวัสดิการสังคม", "ธ.ค. 2567"],
    ["นับครุภัณฑ์ทั้งหมด", "กองคลัง", "ม.ค. 2568"],
]


def near_columns(page: PdfPage, rows: list[list[str]], gap: float) -> PdfPage:
    """Columns as wide as their longest text; ``gap`` points from one to the next."""
    x = 60.0
    for column in zip(*rows, strict=True):
        for nth, text in enumerate(column):
            page.text(x, 100.0 + 30.0 * nth, text, size=12)
        x += max(sum(shape(letter)[0] for letter in text) for text in column) * 12 / 1000 + gap
    return page


def test_columns_may_stand_as_near_as_words():
    assert tables(read(near_columns(PdfMaker().page(), NEAR, 3.0))) == [NEAR]


def test_words_of_few_lines_that_stand_under_one_another_are_no_columns():
    assert tables(read(near_columns(PdfMaker().page(), NEAR[:3], 3.0))) == []


def test_labels_may_stand_as_near_as_words():
    rows = [["หน่วยงานที่รับผิดชอบ", "ระยะเวลาดำเนินการ", "มาตรการ"], *([c, f"{d} ถึง {d}", a] for a, c, d in NEAR[1:])]
    assert tables(read(near_columns(PdfMaker().page(), rows, 4.0))) == [rows]


def test_a_label_and_its_year_are_one():
    rows = [["มาตรการ", "คะแนน ปี 2567", "ผู้รับผิดชอบ"], *([a, "90.10", c] for a, c, _ in NEAR[1:])]
    assert tables(read(near_columns(PdfMaker().page(), rows, 20.0))) == [rows]
