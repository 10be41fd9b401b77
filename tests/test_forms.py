"""Measures written as forms, one field a row."""

import pytest

from prongsai.pipeline import read_bytes

TITLE = "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. 2567\nเทศบาลตำบลหนองแฝก\n\n"

IN_TABLES = """มาตรการที่ 1 : การใช้ทรัพย์สินของราชการ

| หัวข้อ | รายละเอียด |
|---|---|
| มาตรการ | จัดทำทะเบียนยืมคืนพัสดุ |
| วิธีดำเนินการ | 1. สำรวจพัสดุ<br>2. ลงทะเบียน |
| ผู้รับผิดชอบ | กองคลัง |
| ระยะเวลา | ม.ค. - มี.ค. 2567 |
| ผู้ประสานงาน | งานพัสดุ |

มาตรการที่ 2 : การปรับปรุงการทำงาน

| หัวข้อ | รายละเอียด |
|---|---|
| มาตรการ | เปิดช่องทางรับฟังความเห็น |
| วิธีดำเนินการ | 1. เปิดไลน์กลุ่ม<br>2. สรุปทุกเดือน |
| ผู้รับผิดชอบ | สำนักปลัด |
| ระยะเวลา | ตลอดปีงบประมาณ |
| ผู้ประสานงาน | งานธุรการ |
"""

IN_LINES = """1. ประเด็นการใช้ทรัพย์สินของราชการ
มาตรการที่ 1: จัดทำทะเบียนยืมคืนพัสดุ
ขั้นตอน:
(1) สำรวจพัสดุ
(2) ลงทะเบียน
ผู้รับผิดชอบ: กองคลัง
ระยะเวลา: ม.ค. - มี.ค. 2567
2. ประเด็นการปรับปรุงการทำงาน
มาตรการที่ 2: เปิดช่องทางรับฟังความเห็น
ขั้นตอน: (1) เปิดไลน์กลุ่ม (2) สรุปทุกเดือน
ผู้รับผิดชอบ: สำนักปลัด
ระยะเวลา: ตลอดปีงบประมาณ

จึงเรียนมาเพื่อโปรดทราบ
"""


def read(body: str):
    return read_bytes((TITLE + body).encode(), "form.txt")


@pytest.mark.parametrize("body", [IN_TABLES, IN_LINES], ids=["in tables", "in lines"])
def test_a_form_is_a_measure(body):
    one, other = read(body).measures
    assert (one.measure, one.steps, one.responsible) == ("จัดทำทะเบียนยืมคืนพัสดุ", ["สำรวจพัสดุ", "ลงทะเบียน"], ["กองคลัง"])
    assert (str(one.period.start), str(one.period.end)) == ("2024-01-01", "2024-03-31")
    assert (other.measure, other.steps) == ("เปิดช่องทางรับฟังความเห็น", ["เปิดไลน์กลุ่ม", "สรุปทุกเดือน"])
    assert str(other.period.end) == "2024-09-30"


def test_new_labels_of_a_form_are_kept():
    assert read(IN_TABLES).measures[0].other == {"ผู้ประสานงาน": "งานพัสดุ"}


def test_the_number_in_a_label_is_the_row():
    assert [measure.seq for measure in read(IN_LINES).measures] == [1, 2]


def test_forms_may_say_the_same_of_two_measures():
    found = read(IN_LINES.replace("สำนักปลัด", "กองคลัง").replace("ม.ค. - มี.ค. 2567", "ตลอดปีงบประมาณ")).measures
    assert [(measure.responsible, str(measure.period.end)) for measure in found] == [(["กองคลัง"], "2024-09-30")] * 2


def test_items_in_paragraphs_of_their_own():
    lines = "มาตรการ: รับฟัง\nขั้นตอน:\n    1) เปิดไลน์\n    2) สรุปทุกเดือน\n\n    3) แจ้งผล\n"
    lines += "ผู้รับผิดชอบ: กองคลัง\nผลการดำเนินการ:\n- ตอบแล้ว\n\n3. บทสรุป\n"
    as_html = "".join(f"<p>{line}</p>" for line in (TITLE + lines).split("\n") if line)
    for name, text in (("form.txt", TITLE + lines), ("form.html", f"<html><body>{as_html}</body></html>")):
        (found,) = read_bytes(text.encode(), name).measures
        assert (found.steps, found.results) == (["เปิดไลน์", "สรุปทุกเดือน", "แจ้งผล"], ["ตอบแล้ว"]), name


def test_a_field_stands_where_it_says():
    report = read(IN_LINES)
    place = report.measures[0].provenance["responsible"]
    place = place[0] if isinstance(place, list) else place
    line = (TITLE + IN_LINES).splitlines()[place.line - 1]
    assert line[place.column - 1 : place.column - 1 + place.length] == "กองคลัง"


NO_FORMS = [
    pytest.param("ผู้รับผิดชอบ: กองคลัง\nระยะเวลา: ตลอดปี\nโทรศัพท์: 02 111 1111\n", id="no measure"),
    pytest.param("มาตรการ: ประหยัดพลังงาน\nเรื่องเดิม: ไม่มี\n", id="one field and nothing of it"),
    pytest.param("งานบริการ: ชำระภาษี\nขั้นตอน: ยื่นคำขอ\nระยะเวลา: 5 นาที\nผู้รับผิดชอบ: งานจัดเก็บ\n", id="a service"),
    pytest.param("ชื่อหน่วยงาน: กองคลัง\nวัน/เดือน/ปี: 5 มกราคม 2567\nหัวข้อ: ขอเผยแพร่ข้อมูล\nหมายเหตุ: -\n", id="a request"),
    pytest.param("| ชื่อ | กองคลัง |\n|---|---|\n| โทร | 02 111 1111 |\n", id="a table of contacts"),
]


@pytest.mark.parametrize("body", NO_FORMS)
def test_other_labels_make_no_measures(body):
    assert read(body).measures == []


TITLED = """2. มาตรการและผลการดำเนินการ
2.1 จัดทำทะเบียนยืมคืนพัสดุ
วิธีการดำเนินการ : 1. สำรวจพัสดุ
2. ลงทะเบียน
ผู้รับผิดชอบ : กองคลัง
ระยะเวลา : ม.ค. - มี.ค. 2567
ผลการดำเนินการ : ยืมแล้ว 14 ครั้ง
2.2 มาตรการแต่งตั้งผู้รับผิดชอบรับฟังความเห็น
วิธีการดำเนินการ : เปิดไลน์กลุ่มของหมู่บ้านทุกหมู่ แล้วสรุปความเห็นเสนอนายกเทศมนตรี
เป็นรายเดือน
ผู้รับผิดชอบ : สำนักปลัด
ระยะเวลา : ไตรมาสที่ 4
ผลการดำเนินการ : มีผู้แสดงความเห็น 31 คน
3. ปัญหาและอุปสรรค
"""
COUNTED = TITLED.replace("2.1 ", "1. ").replace("2.2 ", "2. ").replace("2. มาตรการและ", "มาตรการและ")
COUNTED = COUNTED.replace(": 1. สำรวจ", ": (1) สำรวจ").replace("2. ลง", "(2) ลง")


@pytest.mark.parametrize("body", [TITLED, TITLED.replace("\n2.2", "\n\n2.2"), COUNTED], ids=["2.1", "gap", "1."])
def test_a_numbered_line_names_the_measure_of_the_fields_below_it(body):
    one, other = read(body).measures
    assert (one.measure, one.responsible, one.results) == ("จัดทำทะเบียนยืมคืนพัสดุ", ["กองคลัง"], ["ยืมแล้ว 14 ครั้ง"])
    assert (other.measure, str(other.period.end)) == ("มาตรการแต่งตั้งผู้รับผิดชอบรับฟังความเห็น", "2024-09-30")
    assert (len(other.steps), other.results) == (1, ["มีผู้แสดงความเห็น 31 คน"])
    assert other.steps[0].endswith("เป็นรายเดือน")


def test_a_list_below_its_label_stays_in_its_form():
    (found,) = read(TITLED[: TITLED.index("2.2")].replace("2. มาตรการและ", "มาตรการและ")).measures
    assert found.steps == ["สำรวจพัสดุ", "ลงทะเบียน"]


UNTITLED = [
    pytest.param("1. เรื่องเพื่อทราบ\nผู้รับผิดชอบ : กองคลัง\nโทรศัพท์ : 02 111 1111\n", id="one answer"),
    pytest.param("บันทึกการประชุม\nผู้รับผิดชอบ : กองคลัง\nระยะเวลา : 1 วัน\n", id="no number"),
]


@pytest.mark.parametrize("body", UNTITLED)
def test_other_lines_above_fields_name_no_measure(body):
    assert read(body).measures == []


BARE = """2. มาตรการ
มาตรการที่ 1 จัดทำทะเบียนยืมคืนพัสดุ
ขั้นตอนการดำเนินงาน
1) สำรวจพัสดุ
2) ลงทะเบียน
ผู้รับผิดชอบ: กองคลัง
ระยะเวลา: ม.ค. - มี.ค. 2567
ผลการดำเนินงาน
1) ยืมแล้ว 14 ครั้ง
2) คืนครบ
มาตรการที่ 2 เปิดช่องทางรับฟังความเห็น
ขั้นตอนการดำเนินงาน
- เปิดไลน์กลุ่ม
ผู้รับผิดชอบ: สำนักปลัด
ระยะเวลา: ไตรมาสที่ 4
3. สรุปและข้อเสนอแนะ
ควรทบทวนทุกปี
"""
BRIEF = BARE.replace("ผู้รับผิดชอบ: ", "ผู้รับผิดชอบ  ").replace("ไตรมาสที่ 4\n", "ไตรมาสที่ 4\nงบประมาณ: -\n")


@pytest.mark.parametrize("body", [BARE, BRIEF], ids=["a list below", "and who behind a blank"])
def test_labels_without_a_colon(body):
    one, other = read(body).measures
    assert (one.seq, one.measure, one.steps) == (1, "จัดทำทะเบียนยืมคืนพัสดุ", ["สำรวจพัสดุ", "ลงทะเบียน"])
    assert (one.responsible, one.results) == (["กองคลัง"], ["ยืมแล้ว 14 ครั้ง", "คืนครบ"])
    assert (other.seq, other.steps, other.responsible) == (2, ["เปิดไลน์กลุ่ม"], ["สำนักปลัด"])


def test_a_bare_heading_opens_no_form():
    (found,) = read("ผลการดำเนินงาน\n1) ได้รับรางวัล\n" + IN_LINES[: IN_LINES.index("2. ประเด็น")]).measures
    assert (found.measure, found.results) == ("จัดทำทะเบียนยืมคืนพัสดุ", [])


def test_a_value_runs_on_below_however_short_its_line_is_where_another_field_follows():
    body = (
        "2. มาตรการและผลการดำเนินการ\n2.1 มาตรการยืมคืนพัสดุ\nวิธีการดำเนินการ : แต่งตั้งผู้ดูแลทะเบียน\nและตรวจนับทุกเดือน\n"
        "ผู้รับผิดชอบ : กองคลัง\nระยะเวลา : ตลอดปีงบประมาณ\nผลการดำเนินการ : ตรวจนับแล้ว\n2.2 มาตรการรับฟังความเห็น\n"
        "วิธีการดำเนินการ : เปิดไลน์กลุ่ม\nผู้รับผิดชอบ : สำนักปลัด\nระยะเวลา : ตลอดปี\nผลการดำเนินการ : เปิดแล้ว\nสรุปดังนี้\n"
    )
    one, other = read(body).measures
    assert (one.measure, one.steps) == ("มาตรการยืมคืนพัสดุ", ["แต่งตั้งผู้ดูแลทะเบียนและตรวจนับทุกเดือน"])
    assert (one.responsible, one.results) == (["กองคลัง"], ["ตรวจนับแล้ว"])
    assert (other.measure, other.responsible, other.results) == ("มาตรการรับฟังความเห็น", ["สำนักปลัด"], ["เปิดแล้ว"])


PAIRED = """| มาตรการที่ 1 จัดทำทะเบียนยืมคืนพัสดุ | | | |
|---|---|---|---|
| ผู้รับผิดชอบ | กองคลัง | ระยะเวลา | ม.ค. - มี.ค. 2567 |
| ขั้นตอน | 1. สำรวจพัสดุ<br>2. ลงทะเบียน | | |
| ผลการดำเนินการ | ยืมแล้ว 14 ครั้ง | | |
| มาตรการที่ 2 เปิดช่องทางรับฟังความเห็น | | | |
| ผู้รับผิดชอบ | สำนักปลัด | ระยะเวลา | ไตรมาสที่ 4 |
| ขั้นตอน | 1. เปิดไลน์กลุ่ม<br>2. สรุปทุกเดือน | | |
| ผลการดำเนินการ | 31 คน | | |
"""


def test_rows_of_two_fields_below_the_name_of_the_measure():
    one, other = read(PAIRED).measures
    assert (one.seq, one.measure, one.responsible) == (1, "จัดทำทะเบียนยืมคืนพัสดุ", ["กองคลัง"])
    assert (one.steps, one.results) == (["สำรวจพัสดุ", "ลงทะเบียน"], ["ยืมแล้ว 14 ครั้ง"])
    assert (other.seq, other.responsible, str(other.period.end)) == (2, ["สำนักปลัด"], "2024-09-30")


def test_pairs_of_other_things_are_no_form():
    rows = "| ชื่อ | กองคลัง | โทร | 02 111 1111 |\n|---|---|---|---|\n| ผู้รับผิดชอบ | นายก | สถานที่ | เทศบาล |\n"
    assert read(rows).measures == []


def test_headings_side_by_side_are_no_fields():
    head = "| มาตรการ | ขั้นตอน | ผู้รับผิดชอบ | ระยะเวลา |\n|---|---|---|---|\n"
    (found,) = read(head + "| รับเรื่อง | ประชุม | | |\n").measures
    assert (found.measure, found.steps, found.responsible) == ("รับเรื่อง", ["ประชุม"], [])


def test_an_indicator_above_each_form():
    fields = "มาตรการ : {}\nผู้รับผิดชอบ : กองคลัง\nระยะเวลา : ตลอดปี\nผลการดำเนินการ : {}\n"
    body = "ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่\n" + fields.format("จัดบัตรคิว", "1) ใช้แล้ว 2) ติดป้าย")
    body += "ตัวชี้วัดที่ 4 การใช้ทรัพย์สินของราชการ\n" + fields.format("คุมรถ", "บันทึกครบ")
    found = read(body).measures
    assert [(m.measure, m.indicator and m.indicator.no) for m in found] == [("จัดบัตรคิว", 1), ("คุมรถ", 4)]
    assert found[0].results == ["ใช้แล้ว", "ติดป้าย"]
