"""Faults planted one at a time in a whole report: each is found, and a report without one gives no alarm."""

import pytest

from tests.audit_bench import CLEAN, alarms

SENTENCE = "\n\nปีงบประมาณ พ.ศ. ๒๕๖๗ เทศบาลตำบลหนองแก้วมณีได้คะแนน"
# rule | what stood | what stands | the number or name the finding expects, where it knows it
PLANTED = [
    ("change-mismatch", "\t๓.๔๓", "\t๓.๓๔", 3.43),
    ("change-mismatch", "-๒.๔๑", "๒.๔๑", -2.41),
    ("change-mismatch", "\t๓.๑๙", "\t-๓.๑๙", 3.19),
    ("overall-mismatch", "๙๐.๕๐\t๓.๐๐", "๙๑.๕๐\t๔.๐๐", 90.24),
    ("overall-mismatch", "๘๖.๘๕\t๙๐.๐๔\t๓.๑๙", "๘๖.๕๘\t๙๐.๐๔\t๓.๔๖", 86.85),
    ("score-conflict", "คะแนนเฉลี่ย ๙๐.๐๔", "คะแนนเฉลี่ย ๙๐.๔๐", 90.04),
    ("score-out-of-range", "๙๐.๐๒\t๑.๙๐", "๑๙๐.๐๒\t๑๐๑.๙๐", 100),
    ("rating-mismatch", "“ผ่านดี”", "“ผ่านดีเยี่ยม”", "ผ่านดี"),
    ("rating-mismatch", "“ผ่านดี”", "“ต้องปรับปรุง”", "ผ่านดี"),
    ("failing-count-mismatch", "จำนวน ๑ ตัวชี้วัด", "จำนวน ๒ ตัวชี้วัด", 1),
    ("failing-count-mismatch", "ไม่ผ่านเกณฑ์ (๘๕ คะแนน) จำนวน ๑", "ผ่านเกณฑ์ ๘๕ คะแนน จำนวน ๘", 9),
    ("indicator-mismatch", "\n๗\tประสิทธิภาพ", "\n๙\tประสิทธิภาพ", 7),
    ("indicator-mismatch", "ตัวชี้วัดที่ ๘ การปรับปรุง", "ตัวชี้วัดที่ ๗ การปรับปรุง", 8),
    ("indicator-missing", "๗\tประสิทธิภาพการสื่อสาร\t๘๔.๒๐\t๘๙.๐๘\t๔.๘๘\n", "", 10),
    ("indicator-duplicate", "\n๗\tประ", "\n๖\tคุณภาพการดำเนินงาน\t๘๗.๗๕\t๘๐.๐๗\t-๗.๖๘\n๗\tประ", 1),
    ("sequence-gap", "๔. รับฟัง", "๖. รับฟัง", 4),
    ("sequence-duplicate", "๔. รับฟัง", "๓. รับฟัง", None),
    ("cell-empty", "เชิญวิทยากร\tหน่วยตรวจสอบภายใน", "เชิญวิทยากร\t", None),
    ("cell-empty", "\tอบรมแล้วสองรุ่น ของเทศบาลตำบลหนองแก้วมณี", "\t-", None),
    ("date-range-reversed", "๑๗ - ๒๑ กุมภาพันธ์", "๑๗ - ๑๑ กุมภาพันธ์", None),
    ("date-range-reversed", "ม.ค. ๖๗ - มิ.ย. ๖๗", "มิ.ย. ๖๗ - ม.ค. ๖๗", None),
    ("date-invalid", "๓๐ กันยายน", "๓๑ กันยายน", None),
    ("period-outside-fiscal-year", "ม.ค. ๖๗ - มิ.ย. ๖๗", "ม.ค. ๖๕ - มิ.ย. ๖๕", "2023-10-01/2024-09-30"),
    ("fiscal-year-conflict", "หนองแก้วมณี ประจำปีงบประมาณ พ.ศ. ๒๕๖๗ ตาม", "หนองแก้วมณี ประจำปีงบประมาณ พ.ศ. ๒๕๖๕ ตาม", 2567),
    ("contact-conflict", "สิบสองราย ติดต่อโทรศัพท์ ๐ ๓๘๔๖", "สิบสองราย ติดต่อโทรศัพท์ ๐ ๓๘๖๔", "038461235"),
    ("contact-conflict", "ราย ติดต่อโทรศัพท์ ๐ ๓๘๔๖ ๑๒๓๕", "ราย ติดต่อโทรศัพท์ ๐ ๓๘๔๖ ๑๒๓๙", "038461235"),
    ("agency-name-variant", "รุ่น ของเทศบาลตำบลหนองแก้วมณี", "รุ่น ของเทศบาลตำบลหนองแก้มณี", "เทศบาลตำบลหนองแก้วมณี"),
    ("foreign-agency", "หนองแก้วมณี จึงได้จัดทำ", "บ้านบึงแก จึงได้จัดทำ", "เทศบาลตำบลหนองแก้วมณี"),
    ("foreign-agency", "หน่วยงานของเทศบาลตำบลหนองแก้วมณี", "หน่วยงานของสำนักงาน ป.ป.ช.", "เทศบาลตำบลหนองแก้วมณี"),
    ("place-mismatch", "จังหวัดชลบุรี", "จังหวัดระยอง", None),
    ("place-mismatch", "อำเภอพนัสนิคม", "ตำบลบางพระ อำเภอพนัสนิคม", None),
    ("count-mismatch", "จำนวน ๓ ช่องทาง", "จำนวน ๕ ช่องทาง", 3),
    ("text-damaged", "ออกแบบใบยืม", "ออกแบบ\ufffd\ufffdยืม", None),
]


@pytest.mark.parametrize(("rule", "old", "new", "expected"), PLANTED)
def test_a_planted_fault_is_found(rule: str, old: str, new: str, expected: str | float | None):
    assert CLEAN.count(old) >= 1, "the fault has no place to stand"
    finding = alarms(CLEAN.replace(old, new, 1))[rule]
    assert finding.expected == expected
    assert finding.provenance is not None
    assert finding.message_th
    assert finding.message_en


# Single faults that leave nothing else to say, so that no other rule may speak.
ALONE = [row for row in PLANTED if row[0] not in ("overall-mismatch", "score-out-of-range", "indicator-missing")]


@pytest.mark.parametrize(("rule", "old", "new"), [row[:3] for row in ALONE])
def test_a_planted_fault_is_one_fault(rule: str, old: str, new: str):
    assert set(alarms(CLEAN.replace(old, new, 1))) == {rule}


# What looks like a fault and is none. Each stands in place of something in the clean report.
INNOCENT = [
    ("\t๓.๔๓", "\t๓.๔๔"),  # a change worked out before rounding
    ("คะแนนเฉลี่ย ๙๐.๐๔ คะแนน", "คะแนนเฉลี่ย ๙๐ คะแนน"),  # rounded in prose
    ("๔. รับฟัง", "1. รับฟัง"),  # numbering that begins anew
    ("จำนวน ๑ ตัวชี้วัด จาก", "จำนวน 1 ตัวชี้วัด จากทั้งหมด"),
    ("ช่องทาง ได้แก่ เว็บไซต์, ไลน์ทางการ, ตู้บริการ", "ช่องทาง ได้แก่ เว็บไซต์ ไลน์ทางการ และตู้บริการ"),
    ("จำนวน ๓ ช่องทาง ได้แก่ เว็บไซต์, ไลน์ทางการ, ตู้บริการ", "จำนวน ๙ ช่องทาง เช่น เว็บไซต์, ไลน์ทางการ, ตู้บริการ"),
    ("จำนวน ๓ ช่องทาง ได้แก่ เว็บไซต์", "จำนวน ๕๐ บาท ได้แก่ เว็บไซต์"),
    ("ม.ค. ๖๗ - มิ.ย. ๖๗", "ม.ค. - มิ.ย. ๖๗"),
    ("ม.ค. ๖๗ - มิ.ย. ๖๗", "ต.ค. ๖๖ - ธ.ค. ๖๗"),  # partly outside
    ("รุ่น ของเทศบาลตำบลหนองแก้วมณี", "รุ่น ของเทศบาลตำบล หนองแก้วมณี"),
    ("รุ่น ของเทศบาลตำบลหนองแก้วมณี", "รุ่น ร่วมกับเทศบาลตำบลบ้านบึงแก"),
    ("รุ่น ของเทศบาลตำบลหนองแก้วมณี", "รุ่น และศึกษาดูงานของเทศบาลตำบลบ้านบึงแก"),
    ("ออกแบบใบยืม", "ออกแบบใบยืมบน Google Form และ E-Service"),
    ("อำเภอพนัสนิคม จังหวัดชลบุรี", "อำเภอเมือง จังหวัดชลบุรี"),
    ("โทรศัพท์ ๐ ๓๘๔๖ ๑๒๓๕ อีเมล", "โทรศัพท์ ๐ ๓๘๔๖ ๑๒๓๕ โทรสาร ๐ ๓๘๔๖ ๑๒๓๖ อีเมล"),
    ("ตามผลการประเมิน", "ตามที่สำนักงาน ป.ป.ช. ได้กำหนดมาตรการ และผลการประเมิน"),
    ("อบรมแล้วสองรุ่น", "ดำเนินการแล้วเสร็จ"),
]


@pytest.mark.parametrize(("old", "new"), [(CLEAN, CLEAN), *INNOCENT])
def test_what_is_no_fault_raises_no_alarm(old: str, new: str):
    assert old in CLEAN
    assert alarms(CLEAN.replace(old, new, 1)) == {}


def test_the_finding_leads_to_the_measure_and_to_the_line():
    finding = alarms(CLEAN.replace("๑๗ - ๒๑", "๑๗ - ๑๑"))["date-range-reversed"]
    assert finding.records == ["measures/2"]
    line = CLEAN.split("\n").index(next(line for line in CLEAN.split("\n") if line.startswith("๓. อบรม"))) + 1
    assert finding.provenance is not None
    assert finding.model_dump()["provenance"]["line"] == line
