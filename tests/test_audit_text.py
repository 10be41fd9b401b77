"""Rules over the text: names, other agencies, places, contacts, lists, years, dates and damage."""

import pytest

from schemas.place import TextPlace
from schemas.records import Mention
from tests.audit_bench import OWN, findings, report_of, told

NAMES = [
    (f"{OWN} และเทศบาลตำบลหนองแก้มณี ได้", ["เทศบาลตำบลหนองแก้มณี"]),  # a letter lost
    (f"{OWN} และเทศบาลตำบลหนองแก้วมมณี ได้", ["เทศบาลตำบลหนองแก้วมมณี"]),  # doubled
    (f"{OWN} และเทศบาลตำบลหนองแก้วมนี ได้", ["เทศบาลตำบลหนองแก้วมนี"]),  # changed
    (f"{OWN} และเทศบาลตำบลหนองก้แวมณี ได้", ["เทศบาลตำบลหนองก้แวมณี"]),  # swapped
    (f"{OWN} และเทศบาลตำบลหนองแก้วมณีี ได้", ["เทศบาลตำบลหนองแก้วมณีี"]),  # doubled at the end
    (f"{OWN} และเทศบาลตำบลหนองแก้มณีจึงได้", ["เทศบาลตำบลหนองแก้มณี"]),  # stuck to the next word
    (f"{OWN} และ ทต.หนองแก้มณี ได้", ["เทศบาลตำบลหนองแก้มณี"]),  # behind the abbreviation
    (f"{OWN} และเทศบาตำบลหนองแก้วมณี ได้", ["เทศบาตำบลหนองแก้วมณี"]),  # in the kind
    (f"{OWN} และเทศบาลตำบลหนองแก้วมณี ได้", []),
    (f"{OWN} และเทศบาลตำบล หนองแก้วมณี ได้", []),
    (f"{OWN} และเทศบาลตำบลหนอง\nแก้วมณี ได้", []),
    (f"{OWN} และ ปลัดเทศบาลตำบลหนองแก้วม\nงาน ณี ได้", []),  # cut by its column
    (f"{OWN} และ ปลัดเทศบาลตำบลหนองแก้วม\nงาน ได้", ["เทศบาลตำบลหนองแก้วม"]),
    (f"{OWN} และสำนักงานเทศบาลตำบลหนองแก้วมณีเหนือ", []),  # a longer name
    (f"{OWN} และเทศบาลตำบลหนองบัวลาย ได้", []),  # another name
    (f"{OWN} และเทศบาลตำบลทุกแห่ง", []),
    (f"{OWN} และองค์การบริหารส่วนตำบลหนองแก้วมณี", []),  # another kind that exists
]


@pytest.mark.parametrize(("text", "wrong"), NAMES)
def test_near_misses_of_the_own_name(text: str, wrong: list[str]):
    found = [f for f in findings(report_of(), text) if f.rule == "agency-name-variant"]
    assert [f.actual for f in found] == wrong
    assert all(f.expected == OWN and f.severity == "warning" for f in found)


SHORT = [
    ("เทศบาลตำบลงาม และเทศบาลตำบลาม จัดให้", ["เทศบาลตำบลาม"]),
    ("เทศบาลตำบลงาม และเทศบาลตำบลงมา จัดให้", ["เทศบาลตำบลงมา"]),
    ("เทศบาลตำบลงาม และเทศบาลตำบลยาม จัดให้", []),  # too many words are one letter away
    ("เทศบาลตำบลงาม และเทศบาลตำบลามาก", []),
]


@pytest.mark.parametrize(("text", "wrong"), SHORT)
def test_near_misses_of_a_short_name(text: str, wrong: list[str]):
    found = findings(report_of(name="เทศบาลตำบลงาม"), text)
    assert [f.actual for f in found if f.rule == "agency-name-variant"] == wrong


def test_two_real_places_are_two_agencies():
    text = "เทศบาลตำบลบางพลี และเทศบาลตำบลบางพลับ ได้"
    assert told(report_of(name="เทศบาลตำบลบางพลี"), text, rule="agency-name-variant") == []


def test_a_form_that_outnumbers_the_name_or_that_was_recognised_once_is_no_alarm():
    text = "เทศบาลตำบลหนองแก้มณี ได้ เทศบาลตำบลหนองแก้มณี ได้"
    assert told(report_of(), text) == [("agency-name-variant", "info")]
    once = f"{OWN} และเทศบาลตำบลหนองแก้มณี ได้"
    assert told(report_of(reader="ocr"), once) == [("agency-name-variant", "info")]


THEIRS = "เทศบาลตำบลบ้านบึงแก"
DOES = "จึงได้จัดทำมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน"
OTHERS = [
    (f"{THEIRS} {DOES}", ["warning"]),
    (f"{THEIRS}{DOES}", ["warning"]),
    (f"สำนักงาน ป.ป.ช. {DOES}", ["warning"]),
    (f"{THEIRS} ได้กำหนดมาตรการป้องกันการทุจริต", ["warning"]),
    (f"ปีที่แล้ว {THEIRS} ได้กำหนดมาตรการป้องกันการทุจริต", ["info"]),
    (f"{THEIRS} ขอรายงานผลการดำเนินการดังนี้", ["warning"]),
    (f"ผลการประเมิน ประจำปีงบประมาณ พ.ศ. 2567 ของ{THEIRS} เป็นดังนี้", ["warning"]),
    ("มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงานของสำนักงาน ป.ป.ช. ประจำปี", ["warning"]),
    (f"มาตรการป้องกันการทุจริตของ{THEIRS} ประจำปี", ["warning"]),
    (f"เผยแพร่บนเว็บไซต์ของ{THEIRS} แล้ว", ["warning"]),
    (f"ผลการประเมินของ{THEIRS} ประจำปี", ["warning"]),
    (f"{OWN} {DOES}", []),
    (f"สำนักงาน{OWN} {DOES}", []),
    (f"ทต.หนองแก้วมณี {DOES}", []),
    (f"เทศบาล{DOES}", []),
    (f"{OWN} ขอรายงานผลการดำเนินการดังนี้", []),
    ("ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2567 ของสำนักงาน ป.ป.ช. เป็นดังนี้", []),
    (f"คณะทำงาน{DOES}", []),
    ("การประเมินคุณธรรมและความโปร่งใส (ITA) ของสำนักงาน ป.ป.ช. ประจำปี", []),
    ("ตามที่สำนักงาน ป.ป.ช. ได้กำหนดมาตรการประเมิน", []),
    (f"ศึกษาดูงานการดำเนินงานของ{THEIRS}", []),
    (f"ร่วมกับ{THEIRS} จัดอบรม", []),
    (f"มาตรการของ{OWN} และของเทศบาลตำบลทุกแห่ง", []),
    ("เทศบาลตำบลหนองแก้มณี จึงได้จัดทำมาตรการ", []),  # a near miss is another rule's
]


@pytest.mark.parametrize(("text", "severities"), OTHERS)
def test_other_agencies(text: str, severities: list[str]):
    assert told(report_of(), text, rule="foreign-agency") == [("foreign-agency", severity) for severity in severities]


PLACES = [
    ("อำเภอพนัสนิคม จังหวัดชลบุรี", []),
    ("อ.พนัสนิคม จ.ชลบุรี", []),
    ("อำเภอเมือง จังหวัดชลบุรี", []),
    ("อำเภอเมืองชลบุรี จังหวัดชลบุรี", []),
    ("อำเภอพนัสนิคม จังหวัดระยอง", ["warning"]),
    ("อ.พนัสนิคม จ.ระยอง", ["warning"]),
    ("อำเภอพนัสนิคน จังหวัดชลบุรี", ["info"]),  # a misspelling of a district there
    ("อำเภอพนัสนิคน จังหวัดระยอง", ["warning"]),  # of one elsewhere
    ("อำเภอดอกแก้วทอง จังหวัดระยอง", ["info"]),  # nobody knows it
    ("ตำบลหมอนนาง อำเภอพนัสนิคม จังหวัดชลบุรี", []),
    ("ตำบลบางพระ อำเภอพนัสนิคม จังหวัดชลบุรี", ["warning"]),
    ("ตำบลหมอนนาค อำเภอพนัสนิคม จังหวัดชลบุรี", ["info"]),
    ("เทศบาลตำบลบางพระ อำเภอพนัสนิคม จังหวัดชลบุรี", []),  # a town's name is no sub-district
    ("จังหวัดชลบุรี อำเภอพนัสนิคม จังหวัดระยอง อำเภอแกลง", []),  # a list, provinces first
    ("ระดับอำเภอและจังหวัดชลบุรี", []),
]


@pytest.mark.parametrize(("text", "severities"), PLACES)
def test_places(text: str, severities: list[str]):
    assert told(report_of(), text) == [("place-mismatch", severity) for severity in severities]


def test_a_misspelt_place_is_named_and_not_rewritten():
    (finding,) = findings(report_of(), "อำเภอพนัสนิคน จังหวัดระยอง")
    assert "พนัสนิคม" in finding.message_th
    assert finding.actual == "พนัสนิคน / ระยอง"


def said(kind: str, value: str, line: int) -> Mention:
    place = TextPlace(line=line, column=1, length=len(value))
    return Mention.model_validate({"kind": kind, "raw": value, "value": value, "provenance": place})


def contacts(kind: str, *values: str, beside: str | None = None) -> list[Mention]:
    """Each value far from the others, with the same e-mail address beside each where one is asked for."""
    found = []
    for at, value in enumerate(values):
        found.append(said(kind, value, 20 * at + 1))
        if beside:
            found.append(said("email", beside, 20 * at + 2))
    return found


MAIL = "saraban@nongkaew.go.th"
CONTACTS = [
    (contacts("phone", "038461235", "038641235"), ["warning"]),  # swapped
    (contacts("phone", "038461235", "038461253"), ["warning"]),
    (contacts("phone", "038461235", "038561235"), ["warning"]),
    (contacts("phone", "0384612350", "038461235"), ["warning"]),
    (contacts("phone", "038461235", "038461236"), ["info"]),  # the next line of the office
    (contacts("phone", "038461235", "038461236", beside=MAIL), ["warning"]),
    (contacts("phone", "038461235", "038467788"), []),
    (contacts("phone", "038461235", "038461235"), []),
    ([said("phone", "038461235", 1), said("phone", "038461253", 1)], ["info"]),  # side by side
    (contacts("email", MAIL, "sarabun@nongkaew.go.th"), ["warning"]),
    (contacts("email", MAIL, "saraban@nongkaew.go.ht"), ["warning"]),
    (contacts("email", "user1@nongkaew.go.th", "user2@nongkaew.go.th"), ["info"]),
    (contacts("email", MAIL, "clerk@nongkaew.go.th"), []),
    (contacts("url", "www.nongkaew.go.th", "http://www.nongkeaw.go.th/index"), ["warning"]),
    (contacts("url", "www.nongkaew.go.th", "https://nongkaew.go.th/news"), []),
    (contacts("url", "www.nacc.go.th", "www.pacc.go.th"), []),  # two bodies, both public
]


@pytest.mark.parametrize(("mentions", "severities"), CONTACTS)
def test_contacts(mentions: list[Mention], severities: list[str]):
    found = [(rule, severity) for rule, severity in told(report_of(mentions=mentions), "x")]
    assert found == [("contact-conflict", severity) for severity in severities]


LISTS = [
    ("จำนวน 2 หลักสูตร ได้แก่ หลักสูตรพัสดุ/ หลักสูตรบัญชี/ หลักสูตรนิติกร เพื่อเสริมความรู้", 3),
    ("จำนวน 4 หลักสูตร ได้แก่ หลักสูตรพัสดุ/ หลักสูตรบัญชี/ หลักสูตรนิติกร เพื่อเสริมความรู้", 3),
    ("จำนวน 3 หลักสูตร ได้แก่ หลักสูตรพัสดุ/ หลักสูตรบัญชี/ หลักสูตรนิติกร เพื่อเสริมความรู้", None),
    ("จำนวน 3 ด้าน ดังนี้ 1) การเงิน 2) งานช่าง", 2),
    ("จำนวน 2 ด้าน ดังนี้ 1) การเงิน 2) งานช่าง", None),
    ("จำนวน 4 ช่องทาง ได้แก่ เว็บไซต์ ไลน์ และตู้จดหมาย", 3),
    ("จำนวน 2 ช่องทาง ได้แก่ เว็บไซต์ ไลน์ และตู้จดหมาย", None),  # a space may stand within a thing
    ("จำนวน 4 เรื่อง ได้แก่ ขอถังขยะ, ขอตัดต้นไม้, ขอรถดูดโคลน", 3),
    ("จำนวน 2 เรื่อง ได้แก่ ขอถังขยะ, ขอตัดต้นไม้, ขอรถดูดโคลน", 3),
    ("จำนวน 4 เรื่อง ได้แก่ ขอถังขยะ, ขอตัดต้นไม้, ขอรถดูดโคลน ฯลฯ", None),
    ("จำนวน 3 กลุ่ม ประกอบด้วย กลุ่มที่ 1 เด็ก กลุ่มที่ 2 ผู้สูงอายุ", 2),
    ("จำนวน 3 ข้อ ดังนี้\n\n1. เปิดเผย\n\n2. ตรวจสอบ\n\nจบ", 2),
    ("จำนวน 2 ข้อ ดังนี้\n\n- เปิดเผย\n\n- ตรวจสอบ\n\nจบ", None),
    ("จำนวน 3 ข้อ ดังนี้\n\n- เปิดเผย\n\n- ตรวจสอบ\n\nจบ", 2),
    ("จำนวน 3 ข้อ ดังนี้\n\nหัวข้อย่อย\n\n- เปิดเผย", None),
    ("จำนวน 500 บาท ได้แก่ ค่าอาหาร", None),
    ("จำนวน 12 คน ประกอบด้วย ครู นักเรียน และผู้ปกครอง", None),
]


@pytest.mark.parametrize(("text", "counted"), LISTS)
def test_counted_lists(text: str, counted: int | None):
    found = [f.expected for f in findings(report_of(), text) if f.rule == "count-mismatch"]
    assert found == ([] if counted is None else [counted])


YEARS = [
    ("รายงานผลการดำเนินการตามมาตรการ ประจำปีงบประมาณ พ.ศ. 2566", [2566]),
    ("รายงานผลการดำเนินการตามมาตรการ ประจำปีงบประมาณ พ.ศ. 2567", []),
    ("รายงานผลการดำเนินการตามมาตรการ ประจำปีงบประมาณ พ.ศ. 2567 ประจำปีงบประมาณ พ.ศ. 2565", [2565]),
    ("จึงได้จัดทำมาตรการส่งเสริมความโปร่งใส ประจำปีงบประมาณ พ.ศ. 2565 ขึ้น", [2565]),
    ("จึงขอรายงานผลการดำเนินการ ประจำปี พ.ศ. 2566 ดังนี้", [2566]),
    ("รายงานผลการดำเนินการตามผลการประเมินประจำปีงบประมาณ พ.ศ. 2566", []),  # the scores it answers
    ("แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2566 - 2570", []),
    ("มาตรการที่ประกาศใช้ประจำปีงบประมาณ พ.ศ. 2566", []),  # another kind of paper
]


@pytest.mark.parametrize(("text", "wrong"), YEARS)
def test_fiscal_years(text: str, wrong: list[int]):
    report = report_of(title="รายงานผลการดำเนินการตามมาตรการ ประจำปีงบประมาณ พ.ศ. 2567")
    assert [f.actual for f in findings(report, text) if f.rule == "fiscal-year-conflict"] == wrong


def test_the_measures_of_a_plan_may_be_of_the_year_after_its_title():
    text = "จึงได้กำหนดมาตรการส่งเสริมความโปร่งใส ประจำปีงบประมาณ พ.ศ. 2568 ขึ้น"
    assert told(report_of(kind="plan"), text) == []
    assert told(report_of(kind="results"), text) == [("fiscal-year-conflict", "warning")]


DATES = [
    ("วันที่ 17 - 11 กุมภาพันธ์ 2567", ["date-range-reversed"]),
    ("ระหว่างเดือนกันยายน 2567 ถึงเดือนมกราคม 2567", ["date-range-reversed"]),
    ("วันที่ 31 เมษายน 2567", ["date-invalid"]),
    ("วันที่ 29 กุมภาพันธ์ 2566", ["date-invalid"]),
    ("วันที่ 45/13/2567", []),
    ("วันที่ 30/02/2567", ["date-invalid"]),
    ("วันที่ 29 กุมภาพันธ์ 2567", []),
    ("วันที่ 17 - 21 กุมภาพันธ์ 2567", []),
    ("ตุลาคม - มีนาคม 2567", []),
    ("วันที่ 21, 17 กุมภาพันธ์ 2567", []),  # no range
    ("เปรียบเทียบปีงบประมาณ 2567 - 2566", []),
    ("ที่ ชบ 30/02/2567", []),  # the number of a letter
    ("๓๑\tเมษายน ๒๕๖๗", []),  # two cells
]


@pytest.mark.parametrize(("text", "rules"), DATES)
def test_dates(text: str, rules: list[str]):
    assert [rule for rule, severity in told(report_of(), text) if severity != "info"] == rules


def test_a_reversed_range_is_told_with_the_one_likely_meant():
    text = "วันที่ 17 - 11 กุมภาพันธ์ 2567 และวันที่ 17 - 21 กุมภาพันธ์ 2567"
    (finding,) = findings(report_of(), text)
    assert finding.expected == "17 - 21 กุมภาพันธ์ 2567"


DAMAGE = [
    ("ข้อความ\ufffdเสีย", 1),
    ("มาตรการ่่", 1),
    ("เ่ก", 1),
    ("กระบวน ivo การ", 1),
    ("à¸£à¸²à¸¢", 1),
    ("พันธุ์ สิทธิ์ น้ำ ทั้งสิ้น ก็ดี เปลี่ยน เล่ม ฤๅ", 0),
    ("บริการ E-Service และ www.nongkaew.go.th", 0),
]


@pytest.mark.parametrize(("text", "count"), DAMAGE)
def test_damage_outside_records_is_info(text: str, count: int):
    assert told(report_of(), text) == [("text-damaged", "info")] * count
