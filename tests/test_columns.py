"""Column headings to roles: the words that decide, the words that only look like them, and who gives way to whom."""

import pytest

from extract.tables.columns import LONGEST_HEADING, assign_roles, heading_of, is_measure_header

# heading | role
HEADINGS = [
    ("ที่", "seq"),
    ("ลำดับ", "seq"),
    ("ลำดับที่", "seq"),
    ("ข้อ", "seq"),
    ("No.", "seq"),
    ("ตัวชี้วัด", "indicator"),
    ("ตัวชี้วัด (KPI)", "indicator"),
    ("ตัวชี้วัดความสำเร็จ", "ignore"),
    ("ตัวชี้วัดผลสำเร็จของกิจกรรม", "ignore"),
    ("มาตรการ", "measure"),
    ("**มาตรการ**", "measure"),
    ("มาตรการ/แนวทาง", "measure"),
    ("มาตรการ/ โครงการ/ กิจกรรม", "measure"),
    ("กิจกรรม/โครงการ", "measure"),
    ("กิจกรรม", "measure"),
    ("การนำผลการวิเคราะห์ไปสู่การปฏิบัติ", "measure"),
    ("Measure", "measure"),
    ("ขั้นตอน/วิธีการปฏิบัติ", "steps"),
    ("วิธีการดำเนินการ", "steps"),
    ("แนวทางปฏิบัติ", "steps"),
    ("กิจกรรมที่ดำเนินการ", "steps"),
    ("รายละเอียดการดำเนินงาน", "steps"),
    ("ผู้รับผิดชอบ", "responsible"),
    ("หน่วยงาน\nผู้รับผิดชอบ", "responsible"),
    ("ผู้ รับ ผิด ชอบ", "responsible"),
    ("สำนัก/กอง", "responsible"),
    ("เจ้าของเรื่อง", "responsible"),
    ("ผู้กำกับติดตาม", "ignore"),
    ("ระยะเวลา ดำเนินการ", "period"),
    ("วัน เดือน ปี ที่ดำเนินการ", "period"),
    ("ระยะเวลา (ปีงบประมาณ พ.ศ. 2568)", "period"),
    ("ปีงบประมาณ", "ignore"),
    ("สถานะการดำเนินการ", "status"),
    ("ผลการดำเนินการ (Output)", "results"),
    ("ผลการดำเนินงาน รอบ 12 เดือน", "results"),
    ("ผลการประเมิน ITA", "ignore"),
    ("ผลการวิเคราะห์", "ignore"),
    ("แผน / ผล", "ignore"),
    ("ผลการเบิกจ่าย", "ignore"),
    ("ผลลัพธ์หรือผลสัมฤทธิ์ (Outcome)", "outcomes"),
    ("ผลที่คาดว่าจะได้รับ", "outcomes"),
    ("ปัญหา/อุปสรรค", "issues"),
    ("ปัญหา อุปสรรค และข้อเสนอแนะ", "issues"),
    ("ข้อเสนอแนะ", "recommendations"),
    ("แนวทางการแก้ไข", "recommendations"),
    ("แนวทางการกำกับติดตาม", "follow_up"),
    ("การประเมินผล", "follow_up"),
    ("งบประมาณ (บาท)", "budget"),
    ("งบประมาณที่ใช้จริง", "ignore"),
    ("แหล่งงบประมาณ", "ignore"),
    ("ภาพกิจกรรม", "ignore"),
    ("หมายเหตุ", "ignore"),
    ("เริ่มต้น", "period"),
    ("กำหนดการ", "period"),
    ("แนวปฏิบัติ", "steps"),
    ("ใช้จ่ายจริง", "ignore"),
    ("หน่วยรับผิดชอบ", "responsible"),
    ("Owner", "responsible"),
    ("Action", "measure"),
    ("วันที่สิ้นสุด", "period"),
    ("แนวทางปรับปรุงในปีถัดไป", "recommendations"),
    ("ประเด็นที่ต้องพัฒนา", "ignore"),
    ("ประเด็นที่ต้องแก้ไข/ปรับปรุง", "ignore"),
    ("ประเด็นที่ต้องพัฒนา/มาตรการ", "measure"),
    ("คะแนนปี 2567", "ignore"),
]


@pytest.mark.parametrize(("heading", "role"), HEADINGS)
def test_heading_to_role(heading, role):
    found = heading_of(heading)
    assert found is not None
    assert found.role == role


@pytest.mark.parametrize("text", ["", " ", "**", "หน่วยนับ", "จำนวนผู้เข้าร่วม", "ต.ค. 67", "มาตรการ" * 30])
def test_no_heading(text):
    assert heading_of(text) is None


def test_a_long_text_that_names_a_measure_is_no_heading():
    text = "มาตรการ" + "ก" * LONGEST_HEADING
    assert heading_of(text) is None
    assert heading_of(text[: LONGEST_HEADING // 2]) is not None


# headings | roles
CONFLICTS = [
    pytest.param(
        "แนวทางการพัฒนา | วิธีการดำเนินการ | ผู้รับผิดชอบ", "measure steps responsible", id="what is to be done before how"
    ),
    pytest.param("วิธีการดำเนินการ | ผู้รับผิดชอบ | แนวทางการพัฒนา", "measure responsible recommendations", id="and behind it"),
    pytest.param(
        "ที่ | มาตรการ | กิจกรรม | ผู้รับผิดชอบ", "seq measure steps responsible", id="what divides the measure is a step"
    ),
    pytest.param(
        "ประเด็น | มาตรการ | ขั้นตอน | ผู้รับผิดชอบ", "- measure steps responsible", id="what stands left of it is not"
    ),
    pytest.param(
        "ประเด็น | กิจกรรม | วิธีดำเนินการ | ผู้รับผิดชอบ", "- measure steps responsible", id="what a subject is parted into"
    ),
    pytest.param("มาตรการหลัก | มาตรการย่อย | ผู้รับผิดชอบ", "- measure responsible", id="the smaller of two measures"),
    pytest.param("มาตรการย่อย | ผู้รับผิดชอบ | ผล", "measure responsible results", id="the smaller alone"),
    pytest.param("ประเด็น | กิจกรรม | ผู้รับผิดชอบ", "measure steps responsible", id="or its steps, where no others are"),
    pytest.param(
        "ประเด็น | รายละเอียด | วิธีดำเนินการ | ผู้รับผิดชอบ", "measure steps steps responsible", id="details are no parts"
    ),
    pytest.param("ประเด็นการพัฒนา | กิจกรรม/ขั้นตอน | ผู้รับผิดชอบ", "measure steps responsible", id="a theme beside its steps"),
    pytest.param("ประเด็นการพัฒนา | แนวทางการพัฒนา | ผู้รับผิดชอบ", "- measure responsible", id="a theme above the measure"),
    pytest.param("กิจกรรม | ผู้รับผิดชอบ | ระยะเวลา", "measure responsible period", id="a weak word alone will do"),
    pytest.param("กิจกรรม | รายละเอียด | ระยะเวลา", "measure steps period", id="of two weak ones the left"),
    pytest.param(
        "ขั้นตอน | ผู้รับผิดชอบ | ผลการดำเนินการ", "measure responsible results", id="steps stand in for the measure"
    ),
    pytest.param(
        "แนวทางการแก้ไข | ผู้รับผิดชอบ | ระยะเวลา", "measure responsible period", id="so do recommendations, failing those"
    ),
    pytest.param("ขั้นตอน | ข้อเสนอแนะ", "steps recommendations", id="but not where nobody answers for it"),
    pytest.param("ตัวชี้วัด | ตัวชี้วัดความสำเร็จ | มาตรการ", "indicator - measure", id="a measure's own yardstick"),
    pytest.param(
        "มาตรการ | ผลการดำเนินการ รอบ 6 เดือน | ผลการดำเนินการ รอบ 12 เดือน", "measure results results", id="two rounds"
    ),
    pytest.param("งบประมาณ | งบประมาณที่ใช้จริง | มาตรการ", "budget - measure", id="one budget"),
    pytest.param("ที่ | ข้อ | มาตรการ", "seq - measure", id="one number"),
    pytest.param("ผล | ผลการดำเนินการ | มาตรการ", "results results measure", id="results may be many"),
    pytest.param("หน่วยนับ | มาตรการ | หมายเหตุ", "- measure -", id="unknown and ignored"),
]


@pytest.mark.parametrize(("headings", "roles"), CONFLICTS)
def test_who_takes_which_role(headings, roles):
    settled = assign_roles([heading_of(text) for text in headings.split(" | ")])
    assert " ".join(role or "-" for role in settled) == roles


# headings | do they head a measure table?
HEADERS = [
    ("มาตรการ | ผู้รับผิดชอบ", True),
    ("ที่ | มาตรการ | ระยะเวลา", True),
    ("มาตรการ | ขั้นตอน | ผลการดำเนินการ", True),
    ("ที่ | มาตรการ | ผลการดำเนินการ", True),
    ("รายการ | ผลการดำเนินการ", False),
    ("รายการ | ผลการดำเนินการ | ปัญหา", True),
    ("มาตรการ | ข้อเสนอแนะ", False),
    ("ที่ | มาตรการ", False),
    ("มาตรการ | หมายเหตุ | สถานที่", False),
    ("ตัวชี้วัด | คะแนน | ระดับ", False),
    ("ที่ | หน่วยงาน | คะแนน", False),
    ("ผู้รับผิดชอบ | ระยะเวลา | งบประมาณ", False),
]


@pytest.mark.parametrize(("headings", "answer"), HEADERS)
def test_measure_header(headings, answer):
    labels = headings.split(" | ")
    assert is_measure_header(assign_roles([heading_of(label) for label in labels]), labels) is answer
