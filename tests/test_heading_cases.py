"""Headings in harder layouts: signatures side by side, dates of the paper, unnamed rounds, offices of places."""

from datetime import date

import pytest

import prongsai
from extract.heading.side_by_side import lines_by_block
from extract.readers.pdf import read_pdf
from schemas.document import Line
from schemas.records import Heading
from tests.pdfmaker import PdfMaker

TITLE = "รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใส\nประจำปีงบประมาณ พ.ศ. ๒๕๖๘\n"
AGENCY = "เทศบาลตำบลหนองแฝก อำเภอทุ่งใหญ่ จังหวัดน่าน\n"


def heading(text: str) -> Heading:
    return prongsai.read_bytes(text.encode(), "report.txt").report


# lines at the end | name, position
SIGNATURES = [
    pytest.param(
        "ลงชื่อ ..........\n( ประพันธ์ มั่นคง )\nผู้กำกับการสถานีตำรวจภูธรวังหิน",
        ("ประพันธ์ มั่นคง", "ผู้กำกับการสถานีตำรวจภูธรวังหิน"),
        id="no title, below ลงชื่อ",
    ),
    pytest.param(
        "พ.ต.อ.\n(ประพันธ์ มั่นคง)\nผกก.สภ.วังหิน", ("ประพันธ์ มั่นคง", "ผกก.สภ.วังหิน"), id="the rank above the brackets"
    ),
    pytest.param("(สมหมาย ใจตรง)\nปลัดเทศบาล", ("สมหมาย ใจตรง", "ปลัดเทศบาล"), id="no title, above a position"),
    pytest.param("ผู้รายงาน  นางสาวแก้วตา ศรีสุข  ตำแหน่ง นิติกร", ("นางสาวแก้วตา ศรีสุข", "นิติกร"), id="reported by"),
    pytest.param("ผู้รายงาน : นายกอบชัย ใจตรง", ("นายกอบชัย ใจตรง", None), id="with a colon"),
    pytest.param("ผู้จัดทำ.....แก้วตา ศรีสุข.....\nตำแหน่ง.....นิติกร.....", ("แก้วตา ศรีสุข", "นิติกร"), id="on dotted lines"),
    pytest.param("นางสาวแก้วตา ศรีสุข ผู้รายงาน ตำแหน่ง นิติกร", ("นางสาวแก้วตา ศรีสุข", "นิติกร"), id="the name first"),
    pytest.param(
        "นายสมหมาย ใจตรง\nนายกเทศมนตรีตำบลหนองแฝก", ("นายสมหมาย ใจตรง", "นายกเทศมนตรีตำบลหนองแฝก"), id="no brackets"
    ),
    pytest.param(
        "(นายสมหมาย ใจตรง)               (นางสาวแก้วตา ศรีสุข)\nผู้อำนวยการกองคลัง            ปลัดเทศบาล",
        ("นางสาวแก้วตา ศรีสุข", "ปลัดเทศบาล"),
        id="side by side by blanks",
    ),
    pytest.param(
        "\t(นายสมหมาย  ใจตรง)\t\t(นางสาวแก้วตา  ศรีสุข)\n\tปลัดเทศบาล\t\tนิติกร",
        ("นายสมหมาย ใจตรง", "ปลัดเทศบาล"),
        id="by tabs",
    ),
    pytest.param(
        "ลงชื่อ............ผู้รายงาน        ลงชื่อ............ผู้รับรอง\n"
        "   (แก้วตา ศรีสุข)                    (สมหมาย ใจตรง)\n                                 นายกเทศมนตรีตำบลหนองแฝก",
        ("สมหมาย ใจตรง", "นายกเทศมนตรีตำบลหนองแฝก"),
        id="a position below the second only",
    ),
    pytest.param(
        "(นายสมหมาย ใจตรง)\nรองนายกเทศมนตรี ปฏิบัติราชการแทน\nนายกเทศมนตรีตำบลหนองแฝก",
        ("นายสมหมาย ใจตรง", "รองนายกเทศมนตรี ปฏิบัติราชการแทน นายกเทศมนตรีตำบลหนองแฝก"),
        id="for the head",
    ),
    pytest.param(
        "(นางสาวแก้วตา ศรีสุข)\nหัวหน้าสำนักปลัด\n(นายสมหมาย ใจตรง)\nปลัดเทศบาล\nปฏิบัติหน้าที่นายกเทศมนตรีตำบลหนองแฝก",
        ("นายสมหมาย ใจตรง", "ปลัดเทศบาล ปฏิบัติหน้าที่นายกเทศมนตรีตำบลหนองแฝก"),
        id="in the head's place",
    ),
    pytest.param(
        "ลงชื่อ.........\n(นายสมหมาย ใจตรง)\nปลัดเทศบาล\n" + "หลักฐานประกอบ\n" * 50,
        ("นายสมหมาย ใจตรง", "ปลัดเทศบาล"),
        id="annexes behind",
    ),
]


@pytest.mark.parametrize(("lines", "signed"), SIGNATURES)
def test_signatory(lines, signed):
    found = heading(f"{TITLE}{AGENCY}\nเนื้อความ\n\n{lines}\n").signatory
    assert (found and (found.name, found.position)) == signed


NOBODY = [
    "การบริการ ณ จุดเดียว (One Stop Service)",
    "(ฉบับที่ 2)\n(ITA)\n(ต่อ)",
    "(ตุลาคม พฤศจิกายน)\n(ข้อมูล เพิ่มเติม)\nหัวหน้าสำนักปลัด",
    "ลงชื่อ.................ผู้รายงาน\n(.............................)\nตำแหน่ง............",
    "(นายกเทศมนตรีตำบลหนองแฝก)\n(นายอำเภอ)",
    "ผู้รับผิดชอบ : นายสมหมาย ใจตรง",
    "นายสมหมาย ใจตรง   ปลัดเทศบาล   ประธาน\nนางแก้วตา ศรีสุข   หัวหน้าสำนักปลัด\nนายสมศักดิ์ มั่นคง   นิติกร",
]


@pytest.mark.parametrize("lines", NOBODY)
def test_nobody_signed(lines):
    assert heading(f"{TITLE}{AGENCY}\nเนื้อความ\n\n{lines}\n").signatory is None


# lines | date
DATES = [
    ("30 กันยายน 2568", date(2025, 9, 30)),
    ("                 ๒๕ ก.ย. ๖๘", date(2025, 9, 25)),
    ("30/09/2568", date(2025, 9, 30)),
    ("วันที่ .....5..... เดือน .....ตุลาคม..... พ.ศ. ....2568....", date(2025, 10, 5)),
    ("(นายสมหมาย ใจตรง)            วันที่ 5 ตุลาคม 2568", date(2025, 10, 5)),
    ("วันที่ 1 ตุลาคม 2568          วันที่ 2 ตุลาคม 2568", date(2025, 10, 2)),
    ("วัน/เดือน/ปี : 30 กันยายน 2568", date(2025, 9, 30)),
    ("ประกาศ ณ วันที่ ๑๕ เดือน พฤศจิกายน พ.ศ. ๒๕๖๗", date(2024, 11, 15)),
    ("ข้อมูล ณ วันที่ 31 มีนาคม 2568", date(2025, 3, 31)),
    ("(สรุป ณ วันที่ 31 มีนาคม 2568)", date(2025, 3, 31)),
    ("ข้อมูล ณ วันที่ 31 มีนาคม 2568\n\n7 เมษายน 2568", date(2025, 4, 7)),
    ("ประกาศ ณ วันที่ 30 กันยายน พ.ศ. 2567\n(นายสมหมาย ใจตรง)\nพิมพ์วันที่ 2 ตุลาคม 2567", date(2024, 9, 30)),
    ("จัดประชุม 1 - 5 มีนาคม 2568", None),
    ("กิจกรรม\tกำหนดการ\tสถานที่\nอบรม\tวันที่ 5 มีนาคม 2568\tหอประชุม\nดูงาน\tวันที่ 7 มีนาคม 2568\tวัด", None),
    ("1 ตุลาคม 2567 - 31 มีนาคม 2568", None),
    ("กันยายน 2568", None),
]


@pytest.mark.parametrize(("lines", "day"), DATES)
def test_report_date(lines, day):
    assert heading(f"{TITLE}{AGENCY}\n{lines}\n").report_date == day


def test_a_province_that_the_title_ends_with_reports():
    plan = "แผนปฏิบัติการส่งเสริมคุณธรรมและป้องกันการทุจริต"
    for place, name in (("จังหวัดน่าน", "จังหวัดน่าน"), ("อำเภอวังทอง จังหวัดน่าน", None), ("จังหวัดเคลื่อนที่", None)):
        agency = heading(f"{plan} {place}\nประจำปีงบประมาณ พ.ศ. 2568\n\nตามที่ได้ดำเนินการแล้ว\n").agency
        assert agency.name == name


# lines of the heading | name, type, district, province
AGENCIES = [
    ("สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัดราชบุรี", "สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัดราชบุรี", "สำนักงาน", None, "ราชบุรี"),
    ("สำนักงานเกษตรและสหกรณ์จังหวัดตรัง", "สำนักงานเกษตรและสหกรณ์จังหวัดตรัง", "สำนักงาน", None, "ตรัง"),
    ("สำนักงานเทศบาลตำบลนาบง อำเภอวังทอง จังหวัดเลย", "เทศบาลตำบลนาบง", "เทศบาลตำบล", "วังทอง", "เลย"),
    ("ประกาศจังหวัดน่าน\nเรื่อง ผลการประเมิน\nเทศบาลตำบลนาบงได้คะแนนสูงสุด", "จังหวัดน่าน", "จังหวัด", None, "น่าน"),
    ("จังหวัดน่าน ประจำปีงบประมาณ พ.ศ. 2568\n\nสำนักงานจังหวัดน่าน", "จังหวัดน่าน", "จังหวัด", None, "น่าน"),
    ("โรงพยาบาลนาบง อำเภอวังทอง\nจังหวัดเลย ประจำปี 2568", "โรงพยาบาลนาบง", "โรงพยาบาล", "วังทอง", "เลย"),
    ("ส่วนราชการ โรงพยาบาลนาบง อำเภอวังทอง จังหวัด\nเลย โทร. 0 5400 0000", "โรงพยาบาลนาบง", "โรงพยาบาล", "วังทอง", "เลย"),
    ("โรงพยาบาลนาบง อำเภอวังทอง จังหวัดเชียง\nใหม่ โทร. 0 5400 0000", "โรงพยาบาลนาบง", "โรงพยาบาล", "วังทอง", "เชียงใหม่"),
    ("ประกาศเทศบาลตำบลนาบง\nอำเภอวังทอง จังหวัดเลย", "เทศบาลตำบลนาบง", "เทศบาลตำบล", "วังทอง", "เลย"),
    ("เทศบาลตำบลนาบง\nตามที่ได้แจ้ง\n\n\nระเบียบกระทรวงการคลังว่าด้วยการจัดซื้อ", "เทศบาลตำบลนาบง", "เทศบาลตำบล", None, None),
    ("อำเภอวังทอง\nจังหวัดเลย\nสภาเกษตรกรแห่งชาติ", None, None, "วังทอง", "เลย"),
    ("ที่ทำการปกครองจังหวัดลำพูน", "ที่ทำการปกครองจังหวัดลำพูน", "ที่ทำการปกครอง", None, "ลำพูน"),
    ("เรือนจำจังหวัดน่าน", "เรือนจำจังหวัดน่าน", "เรือนจำ", None, "น่าน"),
    ("โรงเรียนวัดดอนแก้ว (ราษฎร์บำรุง) อ.วังทอง", "โรงเรียนวัดดอนแก้ว (ราษฎร์บำรุง)", "โรงเรียน", "วังทอง", None),
    ("โรงเรียนเทศบาล 3 (วัดดอนแก้ว)", "โรงเรียนเทศบาล 3 (วัดดอนแก้ว)", "โรงเรียน", None, None),
    ("ธนาคารเพื่อการสหกรณ์", "ธนาคารเพื่อการสหกรณ์", "ธนาคาร", None, None),
    ("องค์การบริหารส่วนตำบล\nดอนไม้งาม", "องค์การบริหารส่วนตำบลดอนไม้งาม", "องค์การบริหารส่วนตำบล", None, None),
    ("ส่วนราชการ สำนักปลัด เทศบาลตำบลนาบง โทร. 0 5400 0000", "เทศบาลตำบลนาบง", "เทศบาลตำบล", None, None),
    ("วิทยาลัยเทคนิคบางเลน\nสำนักงานคณะกรรมการการอาชีวศึกษา", "วิทยาลัยเทคนิคบางเลน", "วิทยาลัยเทคนิค", None, None),
    ("เทศบาลตำบลนาบงปี 2568", "เทศบาลตำบลนาบง", "เทศบาลตำบล", None, None),
    ("บุคลากรมากกว่าร้อยคน องค์กรมหาชน โปรแกรมบัญชี", None, None, None, None),
    ("โรงเรียนเข้าร่วมการประเมิน", None, None, None, None),
]


@pytest.mark.parametrize(("lines", "name", "kind", "district", "province"), AGENCIES)
def test_agency(lines, name, kind, district, province):
    agency = heading(f"{TITLE}\n{lines}\n\nตามที่หน่วยงานได้รับการประเมินแล้ว\n").agency
    assert (agency.name, agency.type, agency.district, agency.province) == (name, kind, district, province)


def test_names_in_a_league_table_are_not_the_reports_own():
    rows = "ที่\tหน่วยงาน\tIIT\tEIT\tOIT\tคะแนนรวม\n1\tเทศบาลตำบลนาบง\t90.10\t91.20\t92.30\t91.31\n"
    rows += "2\tอบต.ดอนงาม\t80.00\t81.00\t82.00\t81.10\n"
    assert heading(f"ผลการประเมิน ITA ปี 2568\n\n{rows}").agency.name is None


# title | year BE, months, first and last day
ROUNDS = [
    ("ไตรมาสที่ 2 ปีงบประมาณ พ.ศ. 2567", (2567, 3, date(2024, 1, 1), date(2024, 3, 31))),
    ("ไตรมาสที่ 1-2/2567", (2567, 6, date(2023, 10, 1), date(2024, 3, 31))),
    ("ครึ่งปีแรก ประจำปีงบประมาณ 2567", (2567, 6, date(2023, 10, 1), date(2024, 3, 31))),
    ("ประจำปีงบประมาณ พ.ศ. 2567 รอบที่ 1 (6 เดือนแรก)", (2567, 6, date(2023, 10, 1), date(2024, 3, 31))),
    ("ประจำปีงบประมาณ พ.ศ. 2567\n(ตุลาคม 2566 – มีนาคม 2567)", (2567, 6, date(2023, 10, 1), date(2024, 3, 31))),
    ("รอบ 6 เดือน (1 ตุลาคม 2566 - 31 มีนาคม 2567)", (2567, 6, date(2023, 10, 1), date(2024, 3, 31))),
    ("รอบ 12 เดือน\n(ตั้งแต่วันที่ 1 ต.ค. 66 ถึง 30 ก.ย. 67)", (2567, 12, date(2023, 10, 1), date(2024, 9, 30))),
    ("ระหว่างเดือนเมษายน 2567 ถึงเดือนกันยายน 2567", (2567, 6, date(2024, 4, 1), date(2024, 9, 30))),
    ("ประจำปีงบประมาณ พ.ศ. 25\n67", (2567, None, None, None)),
    ("ตามแผนปฏิบัติการ (พ.ศ. 2566 - 2570) ประจำปีงบประมาณ พ.ศ. 2568", (2568, None, None, None)),
    ("จากการประเมินปี 2566 ประจำปี 2567", (2567, None, None, None)),
    ("ทุกรอบ 6 เดือน ปี 2567", (2567, None, None, None)),
    ("ประจำเดือนมีนาคม ปี 2567", (2567, None, None, None)),
]


@pytest.mark.parametrize(("words", "expected"), ROUNDS)
def test_year_and_round(words, expected):
    found = heading(f"รายงานผลการดำเนินการตามมาตรการ {words}\n{AGENCY}")
    period = found.reporting_period
    days = (period.months, period.start, period.end) if period else (None, None, None)
    assert (found.fiscal_year and found.fiscal_year.be, *days) == expected


def test_the_raw_text_of_a_round_ends_with_its_brackets():
    period = heading(f"รายงานผลการดำเนินการ ปี 2567 รอบที่ 1 (6 เดือนแรก) ตามมาตรการ\n{AGENCY}").reporting_period
    assert period is not None
    assert period.raw == "รอบที่ 1 (6 เดือนแรก)"


# lines | title without its spaces
TITLES = [
    ("รายงานผลตามมาตรการส่งเสริมคุณธรรมและความ\n\nโปร่งใส\n\nปี 2567", "รายงานผลตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสปี2567"),
    ("รายงานผลตามมาตรการ ปีงบประมาณ พ.ศ. 25\n67", "รายงานผลตามมาตรการปีงบประมาณพ.ศ.2567"),
    ("รายงานผลตามมาตรการ\n\nมาตรการที่ 1", "รายงานผลตามมาตรการ"),
]


@pytest.mark.parametrize(("lines", "title"), TITLES)
def test_title(lines, title):
    assert "".join((heading(lines + "\n").title or "").split()) == title


DONE = "\nมาตรการ\tผู้รับผิดชอบ\tผลการดำเนินการ\nเปิดเผยข้อมูล\tกองคลัง\tเผยแพร่แล้ว\n"

# title | kind, with a table that has results
KINDS = [
    ("การขับเคลื่อนมาตรการส่งเสริมคุณธรรม ปี 2568\nรายงานรอบ 12 เดือน", "results"),
    ("ผลการขับเคลื่อนมาตรการ ปี 2567", "results"),
    ("รายงานความก้าวหน้าการดำเนินการตามมาตรการ ปี 2567", "results"),
    ("การวิเคราะห์ผลการประเมินเพื่อกำหนดมาตรการ ปี 2567", "analysis"),
    ("รายงานผลการวิเคราะห์การประเมิน ปี 2567", "analysis"),
    ("แผนขับเคลื่อนมาตรการ ปี 2567", "plan"),
]


@pytest.mark.parametrize(("title", "kind"), KINDS)
def test_kind(title, kind):
    assert heading(title + "\n" + AGENCY + DONE).kind == kind


def test_signatures_side_by_side_on_a_page():
    """Level lines are one line of the page; where one block stands lower, the lines of both are shuffled."""
    for lower in (0, 9):
        maker = PdfMaker()
        page = maker.page()
        page.text(72, 80, "รายงานผลการดำเนินการตามมาตรการ")
        for row, (left, right) in enumerate([("(นายสมหมาย ใจตรง)", "(นางแก้วตา ศรีสุข)"), ("นิติกร", "ปลัดเทศบาล")]):
            page.text(90, 200 + 22 * row + lower, left).text(330, 200 + 22 * row, right)
        signed = prongsai.read_bytes(maker.file(), "report.pdf").report.signatory
        assert signed is not None
        assert (signed.name, signed.position) == ("นางแก้วตา ศรีสุข", "ปลัดเทศบาล")


def test_a_line_without_words_is_beside_nothing():
    maker = PdfMaker()
    maker.page().text(72, 80, "(นายสมหมาย ใจตรง)").text(72, 120, "นิติกร")
    document = read_pdf(maker.file(), "report.pdf")
    first, second = [block.span for _, block in document.blocks() if isinstance(block, Line)]
    assert lines_by_block(document, [first, (0, 0), second]) == ["(นายสมหมาย ใจตรง)", "", "นิติกร"]
