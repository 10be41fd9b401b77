"""Sections that a line above a table names, topics that stand for measures, and rows below a name that list on."""

import pytest

import prongsai
from schemas.records import Measure

HEAD = "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. 2568\nเทศบาลตำบลทุ่งแฝก\n\n"
TABLE = "มาตรการ\tผู้รับผิดชอบ\tผลการดำเนินการ\n1. ติดประกาศราคากลาง\tกองคลัง\tติดแล้วหกครั้ง\n"


def measures(body: str) -> list[Measure]:
    return prongsai.read_bytes((HEAD + body).encode(), "report.txt").measures


def sections(body: str) -> list[str | None]:
    return [measure.section for measure in measures(body)]


TITLES = [
    "กลยุทธ์ที่ 2 เปิดเผยข้อมูลการเงิน",
    "ยุทธศาสตร์ที่ 1 สร้างวัฒนธรรมสุจริต",
    "แผนงานที่ 3 การมีส่วนร่วมของประชาชน",
    "แนวทางที่ 1 งานบริการที่รวดเร็ว",
    "ประเด็นยุทธศาสตร์ที่ 4 การจัดการทรัพย์สิน",
    "มิติที่ 2 การบริหารราชการด้วยความโปร่งใส",
    "ด้านที่ 1. การใช้อำนาจ",
    "มาตรการที่ 5 จัดการเรื่องร้องเรียน",
    "กลยุทธ์ที่ 1.2 ตรวจสอบภายใน",
    "กลยุทธที่ 3 ยกระดับคะแนนการประเมินของทุกงาน",
]


@pytest.mark.parametrize("title", TITLES)
def test_a_numbered_title_above_a_table(title: str) -> None:
    assert sections(f"{title}\n{TABLE}") == [title]
    assert sections(f"{title}\nเป้าประสงค์ ประชาชนเชื่อมั่น\n\n{TABLE}") == [title]


def test_a_title_of_several_lines() -> None:
    lines = [
        "กลยุทธ์ที่ 2 ขับเคลื่อนหน่วยงานทุกแห่งให้เป็นองค์กรคุณธรรมต้นแบบด้วยการนำ",
        "หลักความพอเพียงและวินัยมาเป็นคุณค่าหลักในการทำงานของบุคลากรทุกระดับและทุก",
        "ประเภทตลอดปี",
    ]
    title = " ".join(lines).replace(" หลักความ", "หลักความ").replace(" ประเภท", "ประเภท")
    assert sections("\n".join(lines) + f"\n{TABLE}") == [title]


def test_a_title_that_a_list_has_named_before() -> None:
    listed = "กลยุทธ์ที่ 1 การเงิน\nกลยุทธ์ที่ 2 บุคคล\n\nแนวทางตามกลยุทธ์\n"
    body = f"{listed}กลยุทธ์ที่ 1 การเงิน\n{TABLE}\nกลยุทธ์ที่ 2 บุคคล\n{TABLE}"
    assert sections(body) == ["กลยุทธ์ที่ 1 การเงิน", "กลยุทธ์ที่ 2 บุคคล"]


def test_a_running_head_parts_no_table() -> None:
    rows = TABLE.splitlines()[0] + "\n2. ติดประกาศผล\tกองคลัง\tติดแล้ว\n"
    body = f"กลยุทธ์ที่ 1 การเงิน\n{TABLE}\nกลยุทธ์ที่ 1 การเงิน\n{rows}"
    assert sections(body) == ["กลยุทธ์ที่ 1 การเงิน"] * 2


@pytest.mark.parametrize("mark", ["- 3 -", "หน้า 3", "ตารางที่ 2 (ต่อ)"])
def test_a_page_number_among_rows_is_no_section(mark: str) -> None:
    rows = f"ด้านการเงิน\t\t\n1. ติดประกาศ\tกองคลัง\tติดแล้ว\n{mark}\n2. รับเรื่อง\tสำนักปลัด\tรับแล้ว\n"
    assert sections(TABLE.splitlines()[0] + "\n" + rows) == ["ด้านการเงิน"] * 2


NO_TITLES = [
    "กองคลังได้รายงานผลทุกเดือน",
    "กลยุทธ์ที่ 2 ได้ดำเนินการครบแล้ว",
    "ด้านที่ 1 การปฏิบัติหน้าที่ ได้คะแนน 91.20",
    "แนวทางที่ 1 การบริการ\nแนวทางที่ 2 การสื่อสาร",
    "ยุทธศาสตร์ที่ 1 สร้างวัฒนธรรม\n" + "".join(f"ข้อความอื่นบรรทัดที่ {n}\n\n" for n in range(5)),
    "ส่วนที่ 2 ผลการดำเนินการ",
    "ตารางที่ 3 ผลการดำเนินการ",
    "ตัวชี้วัดที่ 10 การป้องกันการทุจริต",
]


@pytest.mark.parametrize("line", NO_TITLES)
def test_lines_that_are_no_titles(line: str) -> None:
    assert sections(f"{line}\n{TABLE}") == [None]


def test_a_row_that_spans_the_table_goes_before_the_line_above() -> None:
    rows = TABLE + "ประเด็นที่ 2 ช่องทางร้องเรียน\t\t\n2. เปิดสายด่วน\tสำนักปลัด\tเปิดแล้ว\n"
    assert sections(f"แนวทางที่ 1 งานบริการ\n{rows}") == ["แนวทางที่ 1 งานบริการ", "ประเด็นที่ 2 ช่องทางร้องเรียน"]


def test_each_table_has_its_own_line() -> None:
    body = f"กลยุทธ์ที่ 1 การเงิน\n{TABLE}\nกลยุทธ์ที่ 2 บุคคล\n{TABLE}\nบทสรุป\n{TABLE}"
    assert sections(body) == ["กลยุทธ์ที่ 1 การเงิน", "กลยุทธ์ที่ 2 บุคคล", None]


@pytest.mark.parametrize(
    ("header", "names"),
    [
        ("ด้าน\tแนวทางการดำเนินงาน\tผู้รับผิดชอบ\tผลการดำเนินการ", "การเงิน"),
        ("มิติ\tมาตรการ\tผู้รับผิดชอบ\tผลการดำเนินการ", "ลงทะเบียนพัสดุ"),
        ("แนวทางการพัฒนา\tชุดโครงการ\tผู้รับผิดชอบ\tผลการดำเนินการ", "ลงทะเบียนพัสดุ"),
        ("ด้าน\tกิจกรรม\tผู้รับผิดชอบ\tผลการดำเนินการ", "ลงทะเบียนพัสดุ"),
    ],
)
def test_a_topic_is_the_measure_only_where_nothing_else_is(header: str, names: str) -> None:
    (found,) = measures(f"{header}\nการเงิน\tลงทะเบียนพัสดุ\tกองคลัง\tลงแล้วทุกชิ้น\n")
    assert (found.measure, found.recommendations) == (names, [])


def test_what_shall_be_better_stands_right_of_the_measure() -> None:
    (found,) = measures("มาตรการ\tผู้รับผิดชอบ\tผลการดำเนินการ\tแนวทางการพัฒนา\nทำป้าย\tกองช่าง\tทำแล้ว\tทำเพิ่ม\n")
    assert found.recommendations == ["ทำเพิ่ม"]


def test_a_list_that_counts_on_below_a_name() -> None:
    body = (
        "ด้าน\tวิธีดำเนินการ\tผู้รับผิดชอบ\tผลการดำเนินการ\n"
        "พัสดุ\t1. ทำทะเบียน\tกองคลัง\tทำแล้วทุกชิ้น\n\t2. ตรวจนับสิ้นปี\t\tตรวจนับสองรอบ\n"
    )
    (found,) = measures(body)
    assert found.steps == ["ทำทะเบียน", "ตรวจนับสิ้นปี"]
    assert found.results == ["ทำแล้วทุกชิ้น", "ตรวจนับสองรอบ"]


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("17.1 อบรมครู 17.2 อบรมนักเรียน", "17.1 อบรมครู 17.2 อบรมนักเรียน"),
        ("17.1 อบรมครูจำนวน 17 คน", "อบรมครูจำนวน 17 คน"),
        ("2.1.1 ทำป้าย 2.1.2 ติดป้าย", "2.1.1 ทำป้าย 2.1.2 ติดป้าย"),
        ("2.1 ทำป้ายให้แล้วร้อยละ 2.25", "ทำป้ายให้แล้วร้อยละ 2.25"),
    ],
)
def test_a_name_that_lists_keeps_its_numbers(cell: str, name: str) -> None:
    (found,) = measures(f"มาตรการ\tผู้รับผิดชอบ\tผลการดำเนินการ\n{cell}\tกองคลัง\tทำแล้ว\n")
    assert found.measure == name
