"""The heading of a report: title, kind, agency and place, year, round, date and who signed."""

from datetime import date

import pytest

import prongsai
from schemas.records import Heading

TITLE = "รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใส\nประจำปีงบประมาณ พ.ศ. ๒๕๖๘\n"
AGENCY = "เทศบาลตำบลหนองแฝก อำเภอทุ่งใหญ่ จังหวัดน่าน\n"


def heading(text: str) -> Heading:
    return prongsai.read_bytes(text.encode(), "report.txt").report


# line of the heading | name | type
AGENCIES = [
    ("เทศบาลนครศรีสมุทร จังหวัดลำปาง", "เทศบาลนครศรีสมุทร", "เทศบาลนคร"),
    ("เทศบาลเมืองบางทราย", "เทศบาลเมืองบางทราย", "เทศบาลเมือง"),
    ("เทศบาลตำบลหนองแฝก อ.ทุ่งใหญ่ จ.น่าน", "เทศบาลตำบลหนองแฝก", "เทศบาลตำบล"),
    ("ของเทศบาลตำบลหนองแฝก", "เทศบาลตำบลหนองแฝก", "เทศบาลตำบล"),
    ("ทต.หนองแฝก", "เทศบาลตำบลหนองแฝก", "เทศบาลตำบล"),
    ("สำนักงานเทศบาลตำบลหนองแฝก", "เทศบาลตำบลหนองแฝก", "เทศบาลตำบล"),
    ("องค์การบริหารส่วนตำบลดอนไม้งาม อำเภอห้วยลึก", "องค์การบริหารส่วนตำบลดอนไม้งาม", "องค์การบริหารส่วนตำบล"),
    ("อบต.ดอนไม้งาม", "องค์การบริหารส่วนตำบลดอนไม้งาม", "องค์การบริหารส่วนตำบล"),
    ("อบต. ดอนไม้งาม", "องค์การบริหารส่วนตำบลดอนไม้งาม", "องค์การบริหารส่วนตำบล"),
    ("องค์การบริหารส่วนจังหวัดพะเยา", "องค์การบริหารส่วนจังหวัดพะเยา", "องค์การบริหารส่วนจังหวัด"),
    ("อบจ.พะเยา", "องค์การบริหารส่วนจังหวัดพะเยา", "องค์การบริหารส่วนจังหวัด"),
    ("โรงพยาบาลบ้านสวนหลวง จังหวัดตาก", "โรงพยาบาลบ้านสวนหลวง", "โรงพยาบาล"),
    ("รพ.สต.วังหิน", "โรงพยาบาลส่งเสริมสุขภาพตำบลวังหิน", "โรงพยาบาลส่งเสริมสุขภาพตำบล"),
    ("สำนักงานสาธารณสุขจังหวัดแพร่", "สำนักงานสาธารณสุขจังหวัดแพร่", "สำนักงานสาธารณสุขจังหวัด"),
    ("สสอ.วังทอง", "สำนักงานสาธารณสุขอำเภอวังทอง", "สำนักงานสาธารณสุขอำเภอ"),
    (
        "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาลำปาง เขต 2",
        "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาลำปาง เขต 2",
        "สำนักงานเขตพื้นที่การศึกษาประถมศึกษา",
    ),
    ("วิทยาลัยเทคนิคบางเลน", "วิทยาลัยเทคนิคบางเลน", "วิทยาลัยเทคนิค"),
    ("วิทยาลัยการอาชีพวังยาว", "วิทยาลัยการอาชีพวังยาว", "วิทยาลัยการอาชีพ"),
    ("มหาวิทยาลัยราชภัฏทุ่งรวงทอง", "มหาวิทยาลัยราชภัฏทุ่งรวงทอง", "มหาวิทยาลัยราชภัฏ"),
    ("โรงเรียนบ้านหนองแวงวิทยา", "โรงเรียนบ้านหนองแวงวิทยา", "โรงเรียน"),
    ("สภ.วังสะพุงใหม่", "สถานีตำรวจภูธรวังสะพุงใหม่", "สถานีตำรวจภูธร"),
    ("ที่ว่าการอำเภอเชียงดาวใหม่", "ที่ว่าการอำเภอเชียงดาวใหม่", "ที่ว่าการอำเภอ"),
    ("กรมทางหลวงน้ำ", "กรมทางหลวงน้ำ", "กรม"),
    ("สำนักงานพาณิชย์จังหวัดน่าน", "สำนักงานพาณิชย์จังหวัดน่าน", "สำนักงาน"),
    ("สำนักงานเกษตรอำเภอวังทอง", "สำนักงานเกษตรอำเภอวังทอง", "สำนักงาน"),
    ("เมืองพัทยา จังหวัดชลบุรี", "เมืองพัทยา", "เมืองพัทยา"),
    ("สำนักงานเขตบางบอนใหม่ กรุงเทพมหานคร", "สำนักงานเขตบางบอนใหม่", "สำนักงานเขต"),
    ("การประปาส่วนภูมิภาค", "การประปาส่วนภูมิภาค", "การประปา"),
    ("จังหวัดอุตรดิตถ์", "จังหวัดอุตรดิตถ์", "จังหวัด"),
    ("อำเภอแม่สะเรียงน้อย จังหวัดแม่ฮ่องสอน", "อำเภอแม่สะเรียงน้อย", "อำเภอ"),
    pytest.param(
        "กรมอุทยานน้ำ สัตว์ป่า และพันธุ์พืช",
        "กรมอุทยานน้ำ สัตว์ป่า และพันธุ์พืช",
        "กรม",
        marks=pytest.mark.xfail(reason="names with spaces end at the first"),
    ),
    pytest.param(
        "สำนักงานปลัดกระทรวงแรงงาน",
        "สำนักงานปลัดกระทรวงแรงงาน",
        "สำนักงาน",
        marks=pytest.mark.xfail(reason="สำนักงานปลัด is a part of most agencies, and passed over"),
    ),
    pytest.param(
        "ศูนย์อนามัยที่ 5 ราชบุรี",
        "ศูนย์อนามัยที่ 5 ราชบุรี",
        "ศูนย์",
        marks=pytest.mark.xfail(reason="centres are no kind of agency in the table"),
    ),
]


@pytest.mark.parametrize(("line", "name", "kind"), AGENCIES)
def test_agency(line, name, kind):
    agency = heading(f"{TITLE}\n{line}\n\nตามที่หน่วยงานได้รับการประเมินแล้ว\n").agency
    assert (agency.name, agency.type) == (name, kind)


# lines | agency
WHOSE = [
    pytest.param(
        "ตามที่สำนักงาน ป.ป.ช. ได้ประเมิน และกรมบัญชีกลางแจ้งว่า อบต.ดอนไม้งามได้คะแนนสูง",
        "องค์การบริหารส่วนตำบลดอนไม้งาม",
        id="bodies that every report names",
    ),
    pytest.param(
        "เทศบาลตำบลหนองแฝก\n\nเทศบาลตำบลหนองแฝกได้ไปศึกษาดูงานที่เทศบาลนครศรีสมุทร",
        "เทศบาลตำบลหนองแฝก",
        id="another that is visited",
    ),
    pytest.param("เทศบาลตำบลหนองแฝกได้จัดประชุม", "เทศบาลตำบลหนองแฝก", id="words stuck to the name"),
    pytest.param("เรียน นายกเทศมนตรี", None, id="nobody"),
    pytest.param("เชิดชูสถาบันพระมหากษัตริย์ และทำกรมธรรม์ประกันภัย", None, id="words that only begin like one"),
]


@pytest.mark.parametrize(("lines", "name"), WHOSE)
def test_whose_report_it_is(lines, name):
    assert heading(f"{TITLE}\n{lines}\n").agency.name == name


# line | subdistrict, district, province
PLACES = [
    ("เทศบาลตำบลหนองแฝก ตำบลวังทอง อำเภอทุ่งใหญ่ จังหวัดน่าน", ("วังทอง", "ทุ่งใหญ่", "น่าน")),
    ("อบต.ดอนไม้งาม ต.ดอนไม้งาม อ.ห้วยลึก จ.เลย 42000", ("ดอนไม้งาม", "ห้วยลึก", "เลย")),
    ("เทศบาลตำบลหนองแฝก อำเภอทุ่งใหญ่ จังหวัดน่าน", (None, "ทุ่งใหญ่", "น่าน")),
    ("องค์การบริหารส่วนจังหวัดพะเยา", (None, None, "พะเยา")),
    ("สำนักงานสาธารณสุขจังหวัดแพร่", (None, None, "แพร่")),
    ("สำนักงานเขตบางบอนใหม่ กรุงเทพมหานคร", (None, None, "กรุงเทพมหานคร")),
    ("เทศบาลตำบลหนองแฝก จังหวัดน่านประจำปี", (None, None, "น่าน")),
    ("เทศบาลตำบลหนองแฝก\n(นายสมหมาย ใจตรง)\nนายกเทศมนตรีตำบลหนองแฝก", (None, None, None)),
    ("เทศบาลตำบลหนองแฝก\nเรียน นายอำเภอทุ่งใหญ่", (None, None, None)),
]


@pytest.mark.parametrize(("line", "places"), PLACES)
def test_places(line, places):
    agency = heading(f"{TITLE}\n{line}\n").agency
    assert (agency.subdistrict, agency.district, agency.province) == places


# text | title without its spaces
TITLES = [
    pytest.param(TITLE + AGENCY, TITLE.replace("๒๕๖๘", "2568"), id="two lines"),
    pytest.param(
        "**รายงานผลการดำเนินการตามมาตรการ\nส่งเสริมคุณธรรมและความโปร่งใส**\nประจำปี พ.ศ. 2568\nของเทศบาลตำบลหนองแฝก\n",
        "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสประจำปี พ.ศ. 2568 ของเทศบาลตำบลหนองแฝก",
        id="four lines, bold",
    ),
    pytest.param("มาตรการป้องกันการรับสินบน ปี 2567\n" + AGENCY, "มาตรการป้องกันการรับสินบน ปี 2567", id="the agency below"),
    pytest.param(
        "บันทึกข้อความ\nส่วนราชการ สำนักปลัด\nเรื่อง รายงานผลการดำเนินการตามมาตรการ ประจำปี 2567\nเรียน นายกเทศมนตรี\n",
        "รายงานผลการดำเนินการตามมาตรการ ประจำปี 2567",
        id="the subject of a memo",
    ),
    pytest.param("สวัสดี\n" + AGENCY, None, id="none"),
]


@pytest.mark.parametrize(("text", "title"), TITLES)
def test_title(text, title):
    found = heading(text).title
    assert (found and "".join(found.split())) == (title and "".join(title.split()))


PLAN = "\nมาตรการ\tผู้รับผิดชอบ\tระยะเวลา\nเปิดเผยข้อมูล\tกองคลัง\t2568\n"
DONE = "\nมาตรการ\tผู้รับผิดชอบ\tผลการดำเนินการ\nเปิดเผยข้อมูล\tกองคลัง\tเผยแพร่แล้ว\n"

# text | kind
KINDS = [
    pytest.param("รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรม\n", "results", id="a report of results"),
    pytest.param("มาตรการส่งเสริมคุณธรรมและความโปร่งใส\n" + PLAN, "plan", id="measures"),
    pytest.param("แผนปฏิบัติการป้องกันการทุจริต\n" + PLAN, "plan", id="a plan"),
    pytest.param("การวิเคราะห์ผลการประเมิน ITA\n", "analysis", id="an analysis"),
    pytest.param("ด้วยเทศบาลส่งเสริมคุณธรรม\n" + DONE, "results", id="no title, a column of results"),
    pytest.param("ด้วยเทศบาลส่งเสริมคุณธรรม\n" + PLAN, "plan", id="no title, none"),
    pytest.param("สวัสดี\n", "unknown", id="nothing"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kind(text, kind):
    assert heading(text).kind == kind


# text | year BE
YEARS = [
    ("รายงานผลการดำเนินการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๘\n", 2568),
    ("รายงานผลการดำเนินการ ปี 2567\n", 2567),
    ("รายงานผลการดำเนินการ พ.ศ.2566\n", 2566),
    ("รายงานผลการดำเนินการ ปีงบประมาณ 2024\n", 2567),
    ("รายงานผลการดำเนินการ FY2024\n", 2567),
    ("มาตรการส่งเสริมคุณธรรม ประจำปี 2568\nจากผลการประเมิน ปี 2567 ปี 2567 ปี 2567\n", 2568),
    ("มาตรการส่งเสริมคุณธรรม\n", None),
    ("มาตรการส่งเสริมคุณธรรม ตามหนังสือเลขที่ 12568\n", None),
]


@pytest.mark.parametrize(("text", "year"), YEARS)
def test_fiscal_year(text, year):
    found = heading(text).fiscal_year
    assert (found and found.be) == year
    if found:
        assert (found.ce, found.start, found.end) == (year - 543, date(year - 544, 10, 1), date(year - 543, 9, 30))


# title | months, first and last day
ROUNDS = [
    ("รอบ 6 เดือน (1 ตุลาคม 2567 - 31 มีนาคม 2568)", (6, date(2024, 10, 1), date(2025, 3, 31))),
    ("รอบ ๖ เดือน (ตุลาคม ๒๕๖๗ - มีนาคม ๒๕๖๘) ประจำปีงบประมาณ ๒๕๖๘", (6, date(2024, 10, 1), date(2025, 3, 31))),
    ("รอบ 12 เดือน ปีงบประมาณ พ.ศ. 2567", (12, date(2023, 10, 1), date(2024, 9, 30))),
    ("รอบ 6 เดือนหลัง ปีงบประมาณ พ.ศ. 2567", (6, date(2024, 4, 1), date(2024, 9, 30))),
    ("รอบ 6 เดือน", (6, None, None)),
]


@pytest.mark.parametrize(("words", "period"), ROUNDS)
def test_reporting_period(words, period):
    found = heading(f"รายงานผลการดำเนินการตามมาตรการ {words}\n{AGENCY}").reporting_period
    assert found is not None
    assert (found.months, found.start, found.end) == period


def test_no_round_is_none():
    assert heading(TITLE + AGENCY).reporting_period is None


# lines at the end | name, position
SIGNATURES = [
    pytest.param(
        "(นายสมหมาย ใจตรง)\nนายกเทศมนตรีตำบลหนองแฝก", ("นายสมหมาย ใจตรง", "นายกเทศมนตรีตำบลหนองแฝก"), id="below a name"
    ),
    pytest.param(
        "ลงชื่อ ........ ผู้รายงาน\n(นางสาวแก้วตา ศรีสุข)\nนักวิเคราะห์นโยบายและแผน\n\nลงชื่อ ........\n"
        "(นายสมหมาย ใจตรง)\nนายกเทศมนตรีตำบลหนองแฝก",
        ("นายสมหมาย ใจตรง", "นายกเทศมนตรีตำบลหนองแฝก"),
        id="of two, the head",
    ),
    pytest.param(
        "(นางสาวแก้วตา ศรีสุข)\nนักวิเคราะห์นโยบายและแผน", ("นางสาวแก้วตา ศรีสุข", "นักวิเคราะห์นโยบายและแผน"), id="no head"
    ),
    pytest.param("(ว่าที่ร้อยตรี สมศักดิ์ มั่นคง)\n\nผู้อำนวยการ", ("ว่าที่ร้อยตรี สมศักดิ์ มั่นคง", "ผู้อำนวยการ"), id="a rank"),
    pytest.param("ลงชื่อ นายสมหมาย ใจตรง ตำแหน่ง ปลัดเทศบาล", ("นายสมหมาย ใจตรง", "ปลัดเทศบาล"), id="on one line"),
    pytest.param("(นายสมหมาย ใจตรง)\nวันที่ 5 ตุลาคม 2568", ("นายสมหมาย ใจตรง", None), id="no position"),
    pytest.param("(นายช่างโยธา)\n(ร่าง)\n(1)", None, id="brackets around other things"),
]


@pytest.mark.parametrize(("lines", "signed"), SIGNATURES)
def test_signatory(lines, signed):
    found = heading(f"{TITLE}{AGENCY}\nเนื้อความ\n\n{lines}\n").signatory
    assert (found and (found.name, found.position)) == signed


# lines | date
DATES = [
    ("ประกาศ ณ วันที่ ๑๕ มกราคม พ.ศ. ๒๕๖๘", date(2025, 1, 15)),
    ("วันที่ 30 เดือน กันยายน พ.ศ. 2568", date(2025, 9, 30)),
    ("ที่ นน 52001/12  วันที่ 5 ตุลาคม 2567", date(2024, 10, 5)),
    ("ข้อมูล ณ ปี 2568", None),
    ("ได้จัดประชุมเมื่อวันที่ 5 ตุลาคม 2567 ณ ห้องประชุม", None),
]


@pytest.mark.parametrize(("lines", "day"), DATES)
def test_report_date(lines, day):
    assert heading(f"{TITLE}{AGENCY}\n{lines}\n").report_date == day
