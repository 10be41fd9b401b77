"""Scores from tables, lists and prose; and numbers that only look like scores."""

import pytest

import prongsai
from prongsai.report import Report
from schemas.place import TextPlace
from schemas.records import Score

OPENING = "รายงานการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใส (ITA) ประจำปีงบประมาณ พ.ศ. 2567\nเทศบาลตำบลทุ่งแฝก\n\n"


def read(*lines: str) -> Report:
    return prongsai.read_bytes((OPENING + "\n".join(lines) + "\n").encode(), "report.txt")


def told(score: Score) -> str:
    """A score in short: agency, what of (1-10, IIT, all), year, points (of 30 or 40), level, stated change."""
    subject = score.indicator_no or score.instrument or "all"
    parts = [score.agency, subject, (score.fiscal_year_be or 2500) - 2500, score.score]
    parts += [f"/{score.max_score:g}" if score.max_score != 100 else None, score.rating]
    parts.append(None if score.change_stated is None else f"{score.change_stated:+g}")
    return " ".join(f"{part:g}" if isinstance(part, float) else str(part) for part in parts if part is not None)


# rows of a table, cells parted by " | " | scores
TABLES = [
    pytest.param(
        ["ที่ | ตัวชี้วัด | คะแนน", "1 | การปฏิบัติหน้าที่ | 90.10", "2 | การใช้งบประมาณ | 85"],
        ["1 67 90.1", "2 67 85"],
        id="one year, the report's",
    ),
    pytest.param(
        ["ที่ | ตัวชี้วัด | คะแนน ปี ๒๕๖๖", "๑ | การปฏิบัติหน้าที่ | ๙๐.๑๐", "๒ | การใช้งบประมาณ | ๘๕.๐๐"],
        ["1 66 90.1", "2 66 85"],
        id="Thai digits",
    ),
    pytest.param(
        [
            "ตัวชี้วัด | คะแนน ปี 2566 | คะแนน ปี 2567 | เพิ่ม/ลด",
            "1. การปฏิบัติหน้าที่ | 88.00 | 90.10 | +2.10",
            "2. การใช้งบประมาณ | 86.20 | 85.20 | -1.00",
            "คะแนนเฉลี่ย | 87.10 | 87.65 | 0.55",
        ],
        ["1 66 88", "1 67 90.1 +2.1", "2 66 86.2", "2 67 85.2 -1", "all 66 87.1", "all 67 87.65 +0.55"],
        id="two years and the change",
    ),
    pytest.param(
        [
            "รายการ | ปี 2566 | ปี 2567 | เพิ่ม (+) / ลด (-)",
            "คะแนน IIT | 90.18 | 92.61 | +2.43",
            "คะแนน EIT | 91.02 | 90.46 | -0.56",
            "คะแนนเฉลี่ยทั้งหมด | 88.36 | 91.36 | +3.00",
        ],
        ["IIT 66 90.18", "IIT 67 92.61 +2.43", "EIT 66 91.02", "EIT 67 90.46 -0.56", "all 66 88.36", "all 67 91.36 +3"],
        id="signs in the heading of the change, an overall score by another name",
    ),
    pytest.param(
        ["ตัวชี้วัด | ปี 2566 | ปี 2567", "การใช้อำนาจ | 80.00 | 82.00", "ผลคะแนนรวม | 82.18 (ต้องปรับปรุง) | 91.56 ระดับ ผ่านดี"],
        ["3 66 80", "3 67 82", "all 66 82.18 ต้องปรับปรุง", "all 67 91.56 ผ่านดี"],
        id="a score and its level in one cell",
    ),
    pytest.param(
        [
            "ปีงบประมาณ | ตัวชี้วัดที่ |  |  | คะแนนรวม",
            " | 1 | 2 | 3 | ",
            "2566 | 84.10 | 80.20 | 82.30 | 81.12",
            "2567 | 91.20 | 88.30 | 89.40 | 90.05",
        ],
        ["1 66 84.1", "2 66 80.2", "3 66 82.3", "all 66 81.12", "1 67 91.2", "2 67 88.3", "3 67 89.4", "all 67 90.05"],
        id="indicators by their numbers, years below",
    ),
    pytest.param(
        ["ตัวชี้วัด | 2565 | 2566 | 2567", "การใช้อำนาจ | 80 | 82 | 84", "การเปิดเผยข้อมูล | 70 | 75.5 | 100"],
        ["3 65 80", "3 66 82", "3 67 84", "9 65 70", "9 66 75.5", "9 67 100"],
        id="three years",
    ),
    pytest.param(
        ["ตัวชี้วัด | FY2566 | FY2567", "การใช้อำนาจ | 80 | 82", "การใช้งบประมาณ | 70 | 75.5"],
        ["3 66 80", "3 67 82", "2 66 70", "2 67 75.5"],
        id="years by their letters",
    ),
    pytest.param(
        [
            "ตัวชี้วัด | ผลคะแนน |  | ผลต่าง",
            " | ปี 2566 | ปี 2567 | ",
            "การใช้อำนาจ | 80 | 82 | เพิ่มขึ้น 2.00",
            "การใช้งบประมาณ | 85 | 82 | ลดลง 3.00",
        ],
        ["3 66 80", "3 67 82 +2", "2 66 85", "2 67 82 -3"],
        id="a header of two rows, changes in words",
    ),
    pytest.param(
        [
            "ตัวชี้วัด | ปี 2566 | ปี 2567 | ผลต่าง",
            "การใช้อำนาจ | 80 | 80 | เท่าเดิม",
            "การใช้งบประมาณ | 82 | 82 | คงที่ (0.00)",
            "การปฏิบัติหน้าที่ | 81 | 82 | ⬆ 1.00",
        ],
        ["3 66 80", "3 67 80 +0", "2 66 82", "2 67 82 +0", "1 66 81", "1 67 82 +1"],
        id="unchanged",
    ),
    pytest.param(
        [
            "ตัวชี้วัด | ปี 2566 | อันดับ | ปี 2567 | อันดับ | ผลต่าง",
            "การใช้อำนาจ | 80 | 2 | 81 | 3 | (+) 1.00",
            "การใช้งบประมาณ | 82 | 1 | 80 | 4 | (-) 2.00",
            "การปฏิบัติหน้าที่ | 81 | 3 | 80.5 | 2 | 0.50 ▼",
            "การเปิดเผยข้อมูล | 90 | 3 | 95 | 1 | (เพิ่มขึ้น 5.00)",
        ],
        ["3 66 80", "3 67 81 +1", "2 66 82", "2 67 80 -2", "1 66 81", "1 67 80.5 -0.5", "9 66 90", "9 67 95 +5"],
        id="signs in brackets and behind",
    ),
    pytest.param(
        ["ตัวชี้วัด | คะแนน | ระดับ", "การใช้อำนาจ | 80.00 | ผ่าน", "คะแนนรวม | 91.00 | ผ่านดี"],
        ["3 67 80 ผ่าน", "all 67 91 ผ่านดี"],
        id="levels",
    ),
    pytest.param(
        [
            "แบบวัด | ตัวชี้วัด | คะแนน",
            "แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน (IIT) |  | 87.65",
            " | การปฏิบัติหน้าที่ | 90.10",
            " | การใช้งบประมาณ | 85.20",
            "แบบวัด EIT | คุณภาพการดำเนินงาน | 80.00",
        ],
        ["IIT 67 87.65", "1 67 90.1", "2 67 85.2", "6 67 80"],
        id="instruments and their indicators",
    ),
    pytest.param(
        [
            "เครื่องมือ | น้ำหนัก | คะแนนเต็ม | คะแนนที่ได้",
            "IIT | 30 | 100 | 88",
            "EIT | 30 | 100 | 85",
            "OIT | 40 | 100 | 92",
            "รวม | 100 | 100 | 88.70",
        ],
        ["IIT 67 88", "EIT 67 85", "OIT 67 92", "all 67 88.7"],
        id="weights and full marks are no scores",
    ),
    pytest.param(
        ["ปีงบประมาณ | การปฏิบัติหน้าที่ | การใช้งบประมาณ", "2566 | 80.10 | 81.20", "2567 | 90.10 | 91.20"],
        ["1 66 80.1", "2 66 81.2", "1 67 90.1", "2 67 91.2"],
        id="lying on its side",
    ),
    pytest.param(
        [
            "ปี | IIT | EIT | OIT | คะแนนรวม | ระดับ",
            "2565 | 80 | 81 | 82 | 81.10 | B",
            "2567 | 90 | 91 | 92 | 91.10 | ผ่านดี",
        ],
        [
            "IIT 65 80",
            "EIT 65 81",
            "OIT 65 82",
            "all 65 81.1 B",
            "IIT 67 90",
            "EIT 67 91",
            "OIT 67 92",
            "all 67 91.1 ผ่านดี",
        ],
        id="on its side, instruments and levels",
    ),
    pytest.param(
        [
            "ลำดับ | หน่วยงาน | IIT | EIT | OIT | คะแนนรวม | ระดับ",
            "1 | อบต.ดอนไม้ | 90 | 91 | 92 | 91.10 | ผ่านดี",
            "2 | เทศบาลตำบลห้วยลึก | 80 | 81 | 82 | 81.10 | ต้องปรับปรุง",
        ],
        [
            "อบต.ดอนไม้ IIT 67 90",
            "อบต.ดอนไม้ EIT 67 91",
            "อบต.ดอนไม้ OIT 67 92",
            "อบต.ดอนไม้ all 67 91.1 ผ่านดี",
            "เทศบาลตำบลห้วยลึก IIT 67 80",
            "เทศบาลตำบลห้วยลึก EIT 67 81",
            "เทศบาลตำบลห้วยลึก OIT 67 82",
            "เทศบาลตำบลห้วยลึก all 67 81.1 ต้องปรับปรุง",
        ],
        id="a league of means",
    ),
    pytest.param(
        [
            "หน่วยงาน | IIT | EIT | OIT | รวม",
            "อบต.ดอนไม้ | 27.10 | 26.00 | 38.00 | 91.10",
            "อบต.ห้วยลึก | 25 | 25 | 30 | 80",
        ],
        [
            "อบต.ดอนไม้ IIT 67 27.1 /30",
            "อบต.ดอนไม้ EIT 67 26 /30",
            "อบต.ดอนไม้ OIT 67 38 /40",
            "อบต.ดอนไม้ all 67 91.1",
            "อบต.ห้วยลึก IIT 67 25 /30",
            "อบต.ห้วยลึก EIT 67 25 /30",
            "อบต.ห้วยลึก OIT 67 30 /40",
            "อบต.ห้วยลึก all 67 80",
        ],
        id="a league of points, told by their sum",
    ),
    pytest.param(
        ["ตัวชี้วัด | ประเด็นที่ต้องปรับปรุง", "1. การปฏิบัติหน้าที่ 93.69 คะแนน | พัฒนา", "2. การใช้งบประมาณ (83.55 คะแนน) | เผยแพร่"],
        ["1 67 93.69", "2 67 83.55"],
        id="name and score in one cell",
    ),
    pytest.param(
        ["ตัวชี้วัด | คะแนน | เกณฑ์", "การใช้อำนาจ | 90.10 | 85", "การใช้งบประมาณ | 70 | 85"],
        ["3 67 90.1", "2 67 70"],
        id="the pass mark is no score",
    ),
    pytest.param(
        ["ตัวชี้วัด | คะแนน 2567", "การใช้อำนาจ | -", "การใช้งบประมาณ | 85.00", "การเปิดเผยข้อมูล | 90"],
        ["2 67 85", "9 67 90"],
        id="a dash is not zero",
    ),
    pytest.param(
        [
            "ตัวชี้วัด | ปี 2566 | ปี 2567 | เทียบปี 2567 กับปี 2566",
            "การใช้อำนาจ | 90.10 | 91.30 | เพิ่มขึ้น 1.20",
            "การเปิดเผยข้อมูล | 90.00 | 85.50 | ลดลง 4.50",
        ],
        ["3 66 90.1", "3 67 91.3 +1.2", "9 66 90", "9 67 85.5 -4.5"],
        id="a change held against the year before",
    ),
    pytest.param(
        [
            "ตัวชี้วัด | ปี 2566 | ปี 2567 | หมายเหตุ",
            "การใช้อำนาจ | 90.10 | 91.30 | เพิ่มขึ้น 1.20",
            "การเปิดเผยข้อมูล | 90.00 | 85.50 | ลดลง 4.50",
        ],
        ["3 66 90.1", "3 67 91.3 +1.2", "9 66 90", "9 67 85.5 -4.5"],
        id="cells that say how it changed",
    ),
    pytest.param(
        ["ตัวชี้วัด | คะแนน 2567", "การใช้อำนาจ | 90.10", "การใช้งบประมาณ | 70", "คะแนนรวม (ร้อยละ) | 80.05"],
        ["2 67 70", "3 67 90.1", "all 67 80.05"],
        id="the total in per cent",
    ),
    pytest.param(
        [
            "แบบวัด | คะแนน 2567",
            "การรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน (IIT) | 90.10",
            "การเปิดเผยข้อมูลสาธารณะ (OIT) | 70",
        ],
        ["IIT 67 90.1", "OIT 67 70"],
        id="an instrument that has an indicator's name",
    ),
    pytest.param(
        ["ตัวชี้วัด | คะแนน 2567", "การใช้อำนาจ | 90.10", "9. การเปิดเผยข้อมูลสาธารณะ (OIT) | 70"],
        ["3 67 90.1", "9 67 70"],
        id="an indicator with its number",
    ),
]


@pytest.mark.parametrize(("rows", "scores"), TABLES)
@pytest.mark.parametrize("style", ["tabs", "pipes"])
def test_tables(rows, scores, style):
    lines = [row.replace(" | ", "\t") if style == "tabs" else f"| {row} |" for row in rows]
    assert sorted(map(told, read(*lines).scores)) == sorted(scores)


# rows of tables without a score
NO_SCORE_TABLES = [
    pytest.param(["ประเด็น | คะแนน | ระดับ", "ความสะดวก | 4.50 | มาก", "ความสุภาพ | 4.60 | มากที่สุด"], id="satisfaction"),
    pytest.param(["ข้อ | ข้อมูล | คะแนน", "O1 | โครงสร้าง | 100", "O2 | ข้อมูลผู้บริหาร | 0"], id="items of disclosure"),
    pytest.param(["รายการ | งบประมาณ | เบิกจ่าย", "การใช้งบประมาณ | 100 | 50", "การใช้อำนาจ | 10 | 5"], id="money"),
    pytest.param(["ตัวชี้วัด | จำนวนข้อคำถาม", "การใช้งบประมาณ | 6", "การใช้อำนาจ | 6"], id="counts"),
    pytest.param(["ระดับ | คะแนน", "AA | 95.00 - 100", "A | 85.00 - 94.99"], id="the scale of levels"),
]


@pytest.mark.parametrize("rows", NO_SCORE_TABLES)
def test_tables_without_scores(rows):
    assert read(*(row.replace(" | ", "\t") for row in rows)).scores == []


# sentence | scores
PROSE = [
    ("ผลการประเมิน ITA ปีงบประมาณ พ.ศ. ๒๕๖๖ ได้คะแนน ๙๒.๕๐ คะแนน อยู่ในระดับ ผ่านดี", ["all 66 92.5 ผ่านดี"]),
    ("มีผลการประเมินในภาพรวมเท่ากับ 91.45 คะแนน ระดับ A", ["all 67 91.45 A"]),
    ("คะแนนเฉลี่ยรวมร้อยละ 95.10 อยู่ในระดับผ่านดีเยี่ยม", ["all 67 95.1 ผ่านดีเยี่ยม"]),
    ("ได้คะแนนเฉลี่ย ITA 93.99 คะแนน จากคะแนนเต็ม 100 คะแนน", ["all 67 93.99"]),
    ("ผลคะแนนการประเมิน 90.25 (ระดับผ่านดี)", ["all 67 90.25 ผ่านดี"]),
    ("มีค่าคะแนนเท่ากับ ๙๐.๒๕", ["all 67 90.25"]),
    (
        "ผลการประเมินคุณธรรมและความโปร่งใส พ.ศ. 2566 ได้ 87.20 คะแนน และปี พ.ศ. 2567 ได้ 90.10 คะแนน เพิ่มขึ้น 2.90 คะแนน",
        ["all 66 87.2", "all 67 90.1 +2.9"],
    ),
    (
        (
            "ปีงบประมาณ พ.ศ. 2567 ได้คะแนนภาพรวม 89.75 คะแนน เพิ่มขึ้นจากปี\nงบประมาณ พ.ศ. 2566 ซึ่งได้ 86.40 คะแนน "
            "จำแนกตามเครื่องมือ ได้แก่ IIT 88.91 คะแนน และ OIT 93.02 คะแนน"
        ),
        ["all 67 89.75", "all 66 86.4", "IIT 67 88.91", "OIT 67 93.02"],
    ),
    (
        (
            "ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2567 หน่วยงานของเราซึ่งตั้งอยู่บนเกาะได้คะแนนภาพรวม 88.75 คะแนน "
            "จากทั้งหมดที่เข้ารับการประเมินในครั้งนี้ทุกตัวชี้วัด ลดลงจากปี พ.ศ. 2566 ที่ได้ 90.40 คะแนน\n"
            "จุดแข็ง ได้แก่ ตัวชี้วัดที่ 6 คุณภาพการดำเนินงาน ได้คะแนน 92.10 คะแนน"
        ),
        ["all 67 88.75", "all 66 90.4", "6 67 92.1"],
    ),
    (
        "ผลการประเมินปีงบประมาณ พ.ศ. 2566\n\nหน่วยงานได้คะแนนรวม 84.99 คะแนน โดยมีรายละเอียดดังนี้",
        ["all 66 84.99"],
    ),
    ("ตัวชี้วัดที่ 3 การใช้อำนาจ ได้คะแนน 84.50", ["3 67 84.5"]),
    ("ตัวชี้วัดที่ ๑๐ การป้องกันการทุจริต ๗๕.๐๐ คะแนน ต่ำที่สุด", ["10 67 75"]),
    ("ตัวชี้วัดการเปิดเผยข้อมูล มีคะแนนสูงสุด (98.33 คะแนน)", ["9 67 98.33"]),
    ("ตัวชี้วัดที่ได้คะแนนน้อยที่สุด คือ การใช้งบประมาณ ได้ร้อยละ 79.99", ["2 67 79.99"]),
    ("ด้านการใช้ทรัพย์สินของทางราชการ ได้ 82.5 คะแนน", ["4 67 82.5"]),
    (
        "แบบวัด IIT ได้ 88.10 คะแนน แบบวัด EIT ได้ 85.30 คะแนน และ OIT ได้ 92.00 คะแนน",
        ["IIT 67 88.1", "EIT 67 85.3", "OIT 67 92"],
    ),
    ("แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน (IIT) คะแนนเฉลี่ย 89.11", ["IIT 67 89.11"]),
    ("คะแนน ITA 2566: 90.25", ["all 66 90.25"]),
    ("คะแนนรวม ปี 2566 : 85.55 (ระดับ A) ปี 2567 : 88.90 (ผ่าน)", ["all 66 85.55 A", "all 67 88.9 ผ่าน"]),
    (
        "ปี 2567 ได้ 88.47 คะแนน ลดลง 1.26 คะแนน (ปี 2566 ได้ 89.73 คะแนน ระดับ A) โดย IIT 87.90 คะแนน และ OIT 91.23 คะแนน",
        ["all 67 88.47 -1.26", "all 66 89.73 A", "IIT 67 87.9", "OIT 67 91.23"],
    ),
    (
        "ITA ปี 2567 เท่ากับ 89.74 คะแนน (ผ่านดี) สูงกว่าปี 2566 ซึ่งได้ 80.12 คะแนน (ระดับต้องปรับปรุง) อยู่ 9.62 คะแนน",
        ["all 67 89.74 ผ่านดี +9.62", "all 66 80.12 ต้องปรับปรุง"],
    ),
    ("คะแนน ITA 91.36 คะแนน สูงกว่าค่าเฉลี่ยของสถาบันอุดมศึกษา (89.94 คะแนน)", ["all 67 91.36"]),
    ("ผลการประเมิน ITA ปี 2567 (ปีงบประมาณ 2566) มีคะแนนเฉลี่ย 88.47 คะแนน", ["all 66 88.47"]),
    pytest.param(
        "คะแนนลดลงจากปี 2566 จำนวน 1.20 คะแนน เหลือ 88.00 คะแนน",
        ["all 67 88 -1.2"],
        marks=pytest.mark.xfail(reason="the score comes behind the change"),
    ),
]


@pytest.mark.parametrize(("sentence", "scores"), PROSE)
def test_prose(sentence, scores):
    assert [told(score) for score in read(sentence).scores] == scores


MUST_NOT_TOUCH = [
    "เกณฑ์การประเมินต้องได้คะแนนไม่น้อยกว่า 85 คะแนน",
    "หน่วยงานต้องมีผลคะแนน ITA 85 คะแนนขึ้นไป",
    "เป้าหมายร้อยละ 85 ของหน่วยงานผ่านเกณฑ์",
    "ในปีงบประมาณ พ.ศ. 2568 ตั้งเป้าหมายคะแนน 95.00 คะแนน",
    "คะแนนเต็ม 100 คะแนน",
    "การประเมินประกอบด้วย 10 ตัวชี้วัด 3 แบบวัด",
    "ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่ ประกอบด้วย 5 ข้อคำถาม",
    "แบบวัด IIT มีผู้ตอบ 45 คน แบบวัด EIT มีผู้ตอบ 120 คน",
    "ตัวชี้วัดที่ต่ำกว่า 85 คะแนน มี 2 ตัวชี้วัด",
    "มาตรา 103 แห่งพระราชบัญญัติประกอบรัฐธรรมนูญว่าด้วยการป้องกันการทุจริต พ.ศ. 2561",
    "ระดับ AA 95-100 คะแนน ระดับ A 85-94.99 คะแนน",
    "น้ำหนักร้อยละ 30",
    "ตารางที่ 1 คะแนนรายตัวชี้วัด ITA",
    "ภาพ 2 คะแนน ITA ของหน่วยงาน",
    "คะแนนความพึงพอใจร้อยละ 92.40",
    "ความพึงพอใจของผู้รับบริการได้คะแนน 4.52 คะแนน",
    "ระดับประเทศมีคะแนนเฉลี่ย 93.05 คะแนน",
    "ดัชนีการรับรู้การทุจริต (CPI) ประเทศไทยได้ 35 คะแนน",
    "ข้อ 9.1 การเปิดเผยข้อมูล",
    "การใช้งบประมาณไตรมาส 1 เบิกจ่าย 32.10",
    "การใช้งบประมาณ 95.20 ล้านบาท",
    "การปฏิบัติหน้าที่ เวลา 08.30 - 16.30 น.",
    "การป้องกันการทุจริต 12.30 น.",
    pytest.param(
        "จัดซื้อจัดจ้างได้คะแนนสูงสุด 100 คะแนน", marks=pytest.mark.xfail(reason="a score of something that no rule knows")
    ),
]


@pytest.mark.parametrize("sentence", MUST_NOT_TOUCH)
def test_numbers_that_are_no_scores(sentence):
    assert [told(score) for score in read(sentence).scores] == []


def test_a_list_below_its_lead():
    report = read(
        "ผลการประเมินรายตัวชี้วัด ปีงบประมาณ พ.ศ. 2566 มีดังนี้",
        "1. การปฏิบัติหน้าที่ 90.10 คะแนน",
        "2) การใช้งบประมาณ ได้ 85.20 คะแนน",
        "(3) การใช้อำนาจ = 70.00 คะแนน",
        "- การใช้ทรัพย์สินของทางราชการ ร้อยละ 66.00",
    )
    assert [told(score) for score in report.scores] == ["1 66 90.1", "2 66 85.2", "3 66 70", "4 66 66"]
    assert {item.origin for score in report.scores for item in score.evidence} == {"list"}


def test_a_table_goes_before_a_list_and_a_list_before_prose():
    report = read(
        "ผลการประเมิน ITA ด้านการใช้อำนาจ ได้ 80.00 คะแนน",
        "",
        "- การใช้อำนาจ 81.00 คะแนน",
        "",
        "ตัวชี้วัด\tคะแนน",
        "การใช้อำนาจ\t82.00",
        "การใช้งบประมาณ\t90.00",
    )
    score = next(score for score in report.scores if score.indicator_no == 3)
    assert score.score == 82
    assert [(item.origin, item.value) for item in score.evidence] == [("table", 82), ("list", 81), ("prose", 80)]


def test_change_is_computed_where_both_years_are_known():
    report = read("ตัวชี้วัด\t2565\t2566\t2567", "การใช้อำนาจ\t80\t82.35\t-", "การใช้งบประมาณ\t70\t-\t75.5")
    changes = {told(score): score.change_computed for score in report.scores}
    assert changes == {"3 65 80": None, "3 66 82.35": 2.35, "2 65 70": None, "2 67 75.5": None}


def test_where_number_and_name_disagree_the_name_decides():
    report = read("ที่\tตัวชี้วัด\tคะแนน", "1\tการใช้งบประมาณ\t90.10", "2\tการปฏิบัติหน้าที่\t85.20")
    assert [(s.indicator_no, s.indicator_no_stated, s.score) for s in report.scores] == [(2, 1, 90.1), (1, 2, 85.2)]
    assert [score.indicator_name for score in report.scores] == ["การใช้งบประมาณ", "การปฏิบัติหน้าที่"]


def test_the_check_sum_dates_a_table_without_a_year():
    """Ten indicators whose weighted mean is 90.00 are of the year that the prose gives 90.00."""
    names = ["การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ", "การใช้ทรัพย์สินของราชการ", "การแก้ไขปัญหาการทุจริต"]
    names += ["คุณภาพการดำเนินงาน", "ประสิทธิภาพการสื่อสาร", "การปรับปรุงการทำงาน", "การเปิดเผยข้อมูล", "การป้องกันการทุจริต"]
    report = read(
        "ผลการประเมิน ITA พ.ศ. 2565 ได้ 90.00 คะแนน พ.ศ. 2566 ได้ 95.00 คะแนน",
        "",
        "ตัวชี้วัด\tคะแนน",
        *(f"{name}\t90.00" for name in names),
    )
    assert {score.fiscal_year_be for score in report.scores if score.scope == "indicator"} == {2565}


def test_evidence_leads_back_to_its_characters():
    text = OPENING + "ตัวชี้วัด\tคะแนน\nการใช้อำนาจ\t๘๒.๐๐\nการใช้งบประมาณ\t90.00\n\nผลการประเมิน ITA ได้คะแนน ๘๖.๐๐ คะแนน\n"
    lines = text.split("\n")
    for score in prongsai.read_bytes(text.encode(), "report.txt").scores:
        for item in score.evidence:
            place = item.provenance
            assert isinstance(place, TextPlace)
            row = lines[place.line - 1]
            assert row[place.column - 1 : place.column - 1 + place.length] == item.raw


LEFT = ["1. การปฏิบัติหน้าที่", "2. การใช้งบประมาณ", "3. การใช้อำนาจ", "4. การใช้ทรัพย์สินของราชการ", "5. การแก้ไขปัญหาการทุจริต"]
RIGHT = [
    "6. คุณภาพการดำเนินงาน",
    "7. ประสิทธิภาพการสื่อสาร",
    "8. การปรับปรุงการทำงาน",
    "9. การเปิดเผยข้อมูล",
    "10. การป้องกันการทุจริต",
]


def side_by_side(*values: float) -> list[str]:
    """A table of the first five indicators beside one of the others."""
    pairs = zip(LEFT, values[:5], RIGHT, values[5:], strict=True)
    return [
        "ตัวชี้วัด IIT | คะแนน | ตัวชี้วัด EIT/OIT | คะแนน",
        *(f"{a} | {x:.2f} | {b} | {y:.2f}" for a, x, b, y in pairs),
    ]


def test_two_tables_side_by_side_in_one():
    report = read("ผลการประเมิน ปีงบประมาณ พ.ศ. 2567", *side_by_side(91, 92, 93, 94, 95, 81, 82, 83, 84, 85))
    found = {score.indicator_no: score.score for score in report.scores if score.scope == "indicator"}
    assert found == {no: (90.0 if no <= 5 else 75.0) + no for no in range(1, 11)}


def test_the_check_sum_dates_each_of_two_sets_of_tables():
    """Both lines name the report's year; only the sums tell which table is of which year."""
    report = read(
        "คะแนนภาพรวมปี 2567 เท่ากับ 90.00 คะแนน และคะแนนภาพรวมปี 2566 เท่ากับ 80.00 คะแนน",
        "",
        *side_by_side(*[90.0] * 10),
        "",
        "ตารางที่สองเป็นดังนี้",
        "",
        *side_by_side(*[80.0] * 10),
    )
    found = {(score.fiscal_year_be, score.score) for score in report.scores if score.scope == "indicator"}
    assert found == {(2567, 90.0), (2566, 80.0)}
