"""Plain text to lines and tables: whatever draws the table, every cell leads back to its own characters."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.readers.text import read_text
from schemas.document import Document, Line, Table
from schemas.place import TextPlace

Grid = list[list[str]]


def shown(document: Document) -> list[str | Grid]:
    """Blocks in order: a line as its text, a table as its rows; the parts of a cell are joined by "/"."""
    raw = document.trace.raw
    return [
        raw[slice(*block.span)]
        if isinstance(block, Line)
        else [["/".join(raw[slice(*span)] for span in cell.spans) for cell in row] for row in block.rows]
        for _, block in document.blocks()
    ]


HEAD = ["มาตรการ", "ผู้รับผิดชอบ", "ผล"]
ROW = ["๑. เปิดเผยข้อมูล", "กองคลัง", "เผยแพร่แล้ว"]

# text | blocks
TABLES = [
    pytest.param(
        "บัญชีมาตรการ\nมาตรการ\tผู้รับผิดชอบ\tผล\n๑. เปิดเผยข้อมูล\tกองคลัง\tเผยแพร่แล้ว\n\nจบ",
        ["บัญชีมาตรการ", [HEAD, ROW], "จบ"],
        id="tabs, with prose above and below",
    ),
    pytest.param(
        "มาตรการ\tผู้รับผิดชอบ\tผล\nด้านที่ ๑ การบริการ\n๑. เปิดเผยข้อมูล\tกองคลัง\tเผยแพร่แล้ว",
        [[HEAD, ["ด้านที่ ๑ การบริการ", "", ""], ROW]],
        id="a section line without tabs",
    ),
    pytest.param(
        "แผนงาน ๒๕๖๘\t\t\nมาตรการ\tผู้รับผิดชอบ\tผล\n๑. เปิดเผยข้อมูล\tกองคลัง\tเผยแพร่แล้ว",
        [[["แผนงาน ๒๕๖๘", "", ""], HEAD, ROW]],
        id="a title row",
    ),
    pytest.param(
        "มาตรการ\tผู้รับผิดชอบ\tผล\n๑. เปิดเผยข้อมูล\tกองคลัง\n๒. รับเรื่อง\n๓. ทบทวน\tสำนักปลัด\tแล้ว\tเกิน",
        [
            [
                [*HEAD, ""],
                [*ROW[:2], "", ""],
                ["๒. รับเรื่อง", "", "", ""],
                ["๓. ทบทวน", "สำนักปลัด", "แล้ว", "เกิน"],
            ]
        ],
        id="ragged rows",
    ),
    pytest.param(
        "มาตรการ\tผู้รับผิดชอบ\tผล\t\t\t\n๑. เปิดเผยข้อมูล\tกองคลัง\tเผยแพร่แล้ว\t\t\t",
        [[[*HEAD, ""], [*ROW, ""]]],
        id="blank columns at the right",
    ),
    pytest.param(
        'มาตรการ\tขั้นตอน\tผล\n๑. ก\t"๑. ประชุม\n๒. ติดตาม"\tแล้ว\n๒. ข\tค\tง',
        [[["มาตรการ", "ขั้นตอน", "ผล"], ["๑. ก", "๑. ประชุม\n๒. ติดตาม", "แล้ว"], ["๒. ข", "ค", "ง"]]],
        id="line ends in quotes",
    ),
    pytest.param(
        'มาตรการ\tขั้นตอน\tผล\n"๑. ก\nต่อ"\tค\tแล้ว\n๒. ข\tค\t"ง\nจ"\n๓. ข\tค\tง',
        [[["มาตรการ", "ขั้นตอน", "ผล"], ["๑. ก\nต่อ", "ค", "แล้ว"], ["๒. ข", "ค", "ง\nจ"], ["๓. ข", "ค", "ง"]]],
        id="in the first and in the last cell",
    ),
    pytest.param(
        'มาตรการ\tขั้นตอน\tผล\n๑. ก\t"๑. ประชุม\n\n๒. ติดตาม"\t"ส่ง\nแล้ว"',
        [[["มาตรการ", "ขั้นตอน", "ผล"], ["๑. ก", "๑. ประชุม\n\n๒. ติดตาม", "ส่ง\nแล้ว"]]],
        id="a blank line in quotes, and two cells",
    ),
    pytest.param(
        'มาตรการ\tผู้รับผิดชอบ\tผล\n"๑. ก"\t"งานการเจ้าหน้าที่"\t"ครบ" และ "ทัน"',
        [[HEAD, ["๑. ก", "งานการเจ้าหน้าที่", '"ครบ" และ "ทัน"']]],
        id="quotes around one line; of two quoted words they stay",
    ),
    pytest.param(
        'พัสดุ\tขนาด\tราคา\nจอภาพ\t15" ดี\t900\nสาย\t2"\t50',
        [[["พัสดุ", "ขนาด", "ราคา"], ["จอภาพ", '15" ดี', "900"], ["สาย", '2"', "50"]]],
        id="inches are no quotes",
    ),
    pytest.param(
        'พัสดุ\tขนาด\tราคา\nจอภาพ\t"ใหญ่\t900\nสาย\tยาว\t50',
        [[["พัสดุ", "ขนาด", "ราคา"], ["จอภาพ", '"ใหญ่', "900"], ["สาย", "ยาว", "50"]]],
        id="a quote that is never closed",
    ),
    pytest.param(
        "| มาตรการ | ผู้รับผิดชอบ | ผล |\n|:---|:---:|---:|\n| ๑. เปิดเผยข้อมูล | กองคลัง | เผยแพร่แล้ว |\n",
        [[HEAD, ROW]],
        id="Markdown",
    ),
    pytest.param(
        "มาตรการ | ผู้รับผิดชอบ | ผล\n--- | --- | ---\n๑. เปิดเผยข้อมูล | กองคลัง | เผยแพร่แล้ว\n",
        [[HEAD, ROW]],
        id="Markdown without outer pipes",
    ),
    pytest.param(
        "| มาตรการ | ผล |\n|---|---|\n| - | - |\n| ก \\| ข | ค |\n",
        [[["มาตรการ", "ผล"], ["-", "-"], ["ก \\| ข", "ค"]]],
        id="a row of dashes, a pipe that is text",
    ),
    pytest.param(
        "+----------+-------+\n| ตัวชี้วัด | คะแนน |\n+==========+=======+\n| การใช้    | 90.10 |\n| อำนาจ    |       |\n"
        "+----------+-------+\n| รวม      | 88.00 |\n+----------+-------+\n",
        [[["ตัวชี้วัด", "คะแนน"], ["การใช้/อำนาจ", "90.10"], ["รวม", "88.00"]]],
        id="a drawn grid whose row takes two lines",
    ),
    pytest.param(
        "┌──────┬──────┐\n│ มาตรการ │ ผล │\n├──────┼──────┤\n│ รับเรื่อง │ แล้ว │\n└──────┴──────┘",
        [[["มาตรการ", "ผล"], ["รับเรื่อง", "แล้ว"]]],
        id="box drawing",
    ),
    pytest.param(
        "ที่   ตัวชี้วัด                 คะแนน\n1     การปฏิบัติหน้าที่          90.10\n2     การใช้งบประมาณ           88.50\n",
        [[["ที่", "ตัวชี้วัด", "คะแนน"], ["1", "การปฏิบัติหน้าที่", "90.10"], ["2", "การใช้งบประมาณ", "88.50"]]],
        id="aligned columns",
    ),
    pytest.param(
        "ที่   มาตรการ              ผู้รับผิดชอบ     ผล\n"
        "1     เพิ่มประสิทธิภาพ        กองคลัง         ดำเนินการ\n"
        "      การสื่อสาร                              แล้วเสร็จ\n"
        "2     เปิดเผยข้อมูล          สำนักปลัด        อยู่ระหว่าง\n",
        [
            [
                ["ที่", *HEAD],
                ["1", "เพิ่มประสิทธิภาพ/การสื่อสาร", "กองคลัง", "ดำเนินการ/แล้วเสร็จ"],
                ["2", "เปิดเผยข้อมูล", "สำนักปลัด", "อยู่ระหว่าง"],
            ]
        ],
        id="aligned columns, cells that wrap",
    ),
    pytest.param(
        "ที่   มาตรการ              ผู้รับผิดชอบ     ผล\n\n"
        "1     เพิ่มประสิทธิภาพ        กองคลัง         ดำเนินการ\n"
        "      การสื่อสาร                              แล้วเสร็จ\n\n\n"
        "ประเด็นที่ 2 การเปิดเผยข้อมูลของหน่วยงานต่อสาธารณะ\n\n"
        "2     เปิดเผยข้อมูล          สำนักปลัด        อยู่ระหว่าง\n"
        "3     รับเรื่องร้องเรียน        กองช่าง\n\n"
        "ลงชื่อ          ลงชื่อ          ลงชื่อ\n",
        [
            [
                ["ที่", *HEAD],
                ["1", "เพิ่มประสิทธิภาพ/การสื่อสาร", "กองคลัง", "ดำเนินการ/แล้วเสร็จ"],
                ["ประเด็นที่ 2 การเปิดเผยข้อมูลของหน่วยงานต่อสาธารณะ", "", "", ""],
                ["2", "เปิดเผยข้อมูล", "สำนักปลัด", "อยู่ระหว่าง"],
                ["3", "รับเรื่องร้องเรียน", "กองช่าง", ""],
            ],
            "ลงชื่อ          ลงชื่อ          ลงชื่อ",
        ],
        id="aligned columns, rows parted by blank lines",
    ),
    pytest.param(
        "มาตรการ                ผู้รับผิดชอบ        ผล\n\n"
        "ติดป้ายบอกขั้นตอน         กองคลัง            แล้ว\n"
        "และเวลาให้ครบ\n\n"
        "ทำบัตรคิว               กองช่าง            ยัง\n",
        [
            [
                HEAD,
                ["ติดป้ายบอกขั้นตอน/และเวลาให้ครบ", "กองคลัง", "แล้ว"],
                ["ทำบัตรคิว", "กองช่าง", "ยัง"],
            ]
        ],
        id="a blank line ends a row without a number",
    ),
    pytest.param(
        "มาตรการ       ผู้รับผิดชอบ      ผล\n\nทำป้าย        กองคลัง         แล้ว\nติดป้าย       กองช่าง         ยัง\n",
        [[HEAD, ["ทำป้าย", "กองคลัง", "แล้ว"], ["ติดป้าย", "กองช่าง", "ยัง"]]],
        id="a blank line below the heading only",
    ),
    pytest.param(
        "ตัวชี้วัด               2566      2567\n\nการใช้งบประมาณ        88.10     89.20\n"
        "การใช้อำนาจ           80.00     81.00\n\nรวม                  84.05     85.10\n",
        [
            [
                ["ตัวชี้วัด", "2566", "2567"],
                ["การใช้งบประมาณ", "88.10", "89.20"],
                ["การใช้อำนาจ", "80.00", "81.00"],
                ["รวม", "84.05", "85.10"],
            ]
        ],
        id="a value below a value is a row",
    ),
    pytest.param(
        "ที่        มาตรการ             ผล\n\n1   ป้าย                      ดี\n\n2   รถ                        ดี\n",
        [[["ที่", "มาตรการ", "ผล"], ["1", "ป้าย", "ดี"], ["2", "รถ", "ดี"]]],
        id="short cells below centred headings",
    ),
    pytest.param(
        "ที่    มาตรการ               ผู้รับผิดชอบ          ผล\n\n"
        "1    ตั้งผู้ชี้แจงที่นี่ทุกมื้อ      กองคลัง             แล้ว\n\n"
        "2    ทบทวน                 กองช่าง             ยัง\n",
        [[["ที่", *HEAD], ["1", "ตั้งผู้ชี้แจงที่นี่ทุกมื้อ", "กองคลัง", "แล้ว"], ["2", "ทบทวน", "กองช่าง", "ยัง"]]],
        id="columns counted in characters, marks too",
    ),
    pytest.param(
        "ตัวชี้วัด              ปี 2566   ปี 2567\nเครื่องมือ IIT\nการใช้อำนาจ          80.10    82.20\n"
        "คะแนนเฉลี่ยของ IIT    80.10    82.20\nเครื่องมือ EIT\nคุณภาพงาน           90.10    92.20\n",
        [
            [
                ["ตัวชี้วัด", "ปี 2566", "ปี 2567"],
                ["เครื่องมือ IIT", "", ""],
                ["การใช้อำนาจ", "80.10", "82.20"],
                ["คะแนนเฉลี่ยของ IIT", "80.10", "82.20"],
                ["เครื่องมือ EIT", "", ""],
                ["คุณภาพงาน", "90.10", "92.20"],
            ]
        ],
        id="titles of sections",
    ),
    pytest.param(
        "ผลการดำเนินการ\n<table><tr><th>มาตรการ</th><th>ผล</th></tr>\n<tr><td>รับเรื่อง</td><td>แล้ว</td></tr></table>\nจบ",
        ["ผลการดำเนินการ", [["มาตรการ", "ผล"], ["รับเรื่อง", "แล้ว"]], "จบ"],
        id="tags",
    ),
    pytest.param(
        "ก\tข\tค\nง\tจ\tฉ\n| ช | ซ |\n|---|---|\n| ญ | ด |",
        [[["ก", "ข", "ค"], ["ง", "จ", "ฉ"]], [["ช", "ซ"], ["ญ", "ด"]]],
        id="a table of another kind right below",
    ),
]


@pytest.mark.parametrize(("text", "blocks"), TABLES)
def test_tables(text, blocks):
    assert shown(read_text(text)) == blocks


# text | lines
PROSE = [
    pytest.param("\tตามที่เทศบาลได้ดำเนินการ\nแล้วนั้น\n\tจึงรายงานมา", 3, id="paragraphs indented by a tab"),
    pytest.param("\t\tตามที่เทศบาลได้ดำเนินการ\n\t\tจึงรายงานมา", 2, id="by two tabs"),
    pytest.param("ลงชื่อ\tผู้รายงาน", 1, id="one tab in one line"),
    pytest.param("๑.\tประชุมชี้แจง\n๒.\tติดตามผล\n(๓)\tรายงาน", 3, id="a list set with tabs"),
    pytest.param("ดังนี้\n-\tประชุมชี้แจง\n-\tติดตามผล", 3, id="a list of dashes set with tabs"),
    pytest.param("            (นายสมพร ตั้งใจ)\n         นายกเทศมนตรี", 2, id="centred by spaces"),
    pytest.param("เรื่อง  รายงานผล\nเรียน  นายอำเภอ\nอ้างถึง  หนังสือ", 3, id="two columns of spaces"),
    pytest.param("ตามที่เทศบาล  ได้รับการประเมิน  ปี  2567\n\nบัดนี้  การดำเนินงาน  เสร็จสิ้น  แล้ว\n", 2, id="gaps in prose"),
    pytest.param("โทรศัพท์  0 5400 0000   โทรสาร  0 5400 0001\n\nอีเมล  a@b.go.th   เว็บ  b.go.th\n", 2, id="an address"),
    pytest.param(
        "ลงชื่อ.....ผู้รายงาน     ลงชื่อ.....ผู้ตรวจ      ลงชื่อ.....ผู้รับรอง\n\n"
        "   (นายก ข)              (นายค ง)             (นายจ ฉ)\n\n"
        "   นิติกร                 ปลัดเทศบาล           นายกเทศมนตรี\n",
        3,
        id="three who sign, parted by blank lines",
    ),
    pytest.param(
        "   (นายก ข)              (นายค ง)             (นายจ ฉ)\n"
        "   นิติกร                 ปลัดเทศบาล           นายกเทศมนตรี\n",
        2,
        id="three names in brackets",
    ),
    pytest.param("เปิดทำการ 08.30 | พัก", 1, id="one pipe"),
    pytest.param("||\n||\n||", 3, id="pipes with nothing between"),
    pytest.param("ก\t" * 1200 + "\n" + "|" * 1200, 2, id="more cells than any table has"),
    pytest.param("----------\nหัวข้อ\n----------", 3, id="rules without columns"),
]


@pytest.mark.parametrize(("text", "lines"), PROSE)
def test_prose_is_no_table(text, lines):
    blocks = [block for _, block in read_text(text).blocks()]
    assert [type(block) for block in blocks] == [Line] * lines


def test_a_gap_is_a_blank_line_above():
    document = read_text("ชื่อเรื่อง\nต่อ\n\nย่อหน้า\nต่อ\n")
    assert [block.gap for _, block in document.blocks() if isinstance(block, Line)] == [True, False, True, False]


def test_lines_and_columns_count_from_one_in_characters():
    document = read_text("รายงาน\n\n  มาตรการ\tผล\tที่\n\t๑. ก\tข\n")
    table = next(block for _, block in document.blocks() if isinstance(block, Table))
    first, below = (document.places.locate(*row[0].spans[0]) for row in table.rows)
    assert first == [TextPlace(line=3, column=3, length=7)]
    assert below == [TextPlace(line=4, column=1, length=0)]
    assert document.places.locate(*table.rows[1][1].spans[0]) == [TextPlace(line=4, column=2, length=4)]


# text | rows that the source marks as heading
MARKED = [
    pytest.param("| ก | ข |\n|---|---|\n| ค | ง |", 1, id="Markdown"),
    pytest.param("| ก | ข |\n| ค | ง |", 0, id="pipes alone"),
    pytest.param("|---|---|\n| ก | ข |\n| ค | ง |", 0, id="a rule on top"),
    pytest.param("| ก | ข |\n" * 9 + "|---|---|\n| รวม | ง |", 0, id="a rule above the sum"),
    pytest.param("<table><thead><tr><td>ก<td>ข<tbody><tr><td>ค<td>ง</table>", 1, id="thead"),
    pytest.param("ก\tข\tค\nง\tจ\tฉ", 0, id="tabs say nothing"),
]


@pytest.mark.parametrize(("text", "rows"), MARKED)
def test_header_rows_the_source_marks(text, rows):
    assert [block.header_rows for _, block in read_text(text).blocks() if isinstance(block, Table)] == [rows]


def test_one_long_row_does_not_blow_up_the_grid():
    """Rows times the longest row would be 3.6 million places; no text is lost by keeping fewer."""
    document = read_text("\t".join(["ก"] * 900) + "\n" + "ข\tค\n" * 4000)
    (table,) = (block for _, block in document.blocks() if isinstance(block, Table))
    assert sum(len(row) for row in table.rows) < 100_000
    assert "".join("".join(document.read(cell).split()) for cell in table.rows[0]) == "ก" * 900


WORDS = st.text("กขคงจดนมรลสอาิีุเแไ่้ ๑๒9.,()-/%", min_size=1, max_size=12).map(str.strip)
SIGNED = ("(", "....")  # cells that open so may be taken for a place to sign
CELLS = WORDS.filter(
    lambda text: any("ก" <= char <= "ฮ" for char in text) and "  " not in text and not text.startswith(SIGNED)
)
GRIDS = st.integers(3, 5).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=2, max_size=5, unique_by=tuple)
)


def drawn(rows: Grid) -> str:
    rule = "+----" * len(rows[0]) + "+\n"
    return rule + rule.join("| " + " | ".join(row) + " |\n" for row in rows) + rule


def tagged(rows: Grid) -> str:
    return "<table>" + "".join("<tr><td>" + "</td><td>".join(row) + "</td></tr>\n" for row in rows) + "</table>"


def aligned(row: list[str]) -> str:
    return "".join(cell + " " * (40 - printed(cell)) for cell in row)


STYLES: dict[str, Callable[[Grid], str]] = {
    "tabs": lambda rows: "\n".join("\t".join(row) for row in rows),
    "pipes": lambda rows: "\n".join("|" + "|".join(row) + "|" for row in rows),
    "drawn": drawn,
    "tagged": tagged,
    "aligned": lambda rows: "\n".join(map(aligned, rows)),
    "spaced": lambda rows: "\n\n".join(map(aligned, rows)),
}


def printed(text: str) -> int:
    """Columns a text takes on paper: marks above and below take none."""
    return sum(char not in "ิีุ่้" for char in text)


@pytest.mark.parametrize("style", [pytest.param(name, id=name) for name in STYLES])
@settings(max_examples=20)
@given(rows=GRIDS)
def test_every_cell_is_read_and_leads_back(style, rows: Grid):
    raw = f"ก่อนตาราง\n\n{STYLES[style](rows)}\n\nหลังตาราง\n"
    document = read_text(raw)
    (table,) = (block for _, block in document.blocks() if isinstance(block, Table))
    assert [[raw[slice(*cell.spans[0])] for cell in row] for row in table.rows] == rows
    lines = raw.split("\n")
    for cell in (cell for row in table.rows for cell in row):
        (place,) = document.places.locate(*cell.spans[0])
        assert isinstance(place, TextPlace)
        at = place.column - 1
        assert lines[place.line - 1][at : at + place.length] == raw[slice(*cell.spans[0])]


@given(st.text('กข|\t \n"<>td/r+-=&*1.', max_size=60))
def test_no_letter_is_lost_whatever_is_drawn(raw: str):
    """Outside tags, every Thai letter is in a line or a cell."""
    document = read_text(raw)
    spans = [block.span for _, block in document.blocks() if isinstance(block, Line)]
    tables = [block for _, block in document.blocks() if isinstance(block, Table)]
    spans += [span for table in tables for row in table.rows for cell in row for span in cell.spans]
    held = {at for start, end in spans for at in range(start, end)}
    assert [at for at, char in enumerate(raw) if char in "กข" and at not in held] == []
    assert all(len(row) == table.width for table in tables for row in table.rows)
