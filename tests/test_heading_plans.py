"""Headings of laws and of plans for several years: whose paper it is, and of which year."""

import pytest

import prongsai
from schemas.records import Heading


def heading(*lines: str) -> Heading:
    return prongsai.read_bytes("\n".join(lines).encode(), "paper.txt").report


MANY = ["หน่วยงานร่วมมือกับมหาวิทยาลัยบึงกุ่มในการวิจัย"]


@pytest.mark.parametrize(
    "lines",
    [
        ["พระราชบัญญัติว่าด้วยการเปิดเผยข้อมูล", "พ.ศ. 2562", "", "มาตรา 4 ให้กรมทะเบียนกลางรักษาการ"],
        ["เล่ม 140 ตอนที่ 8 ก ราชกิจจานุเบกษา 3 มกราคม 2566", "แผนแม่บทการเปิดเผยข้อมูล", "สำนักงานกลางแห่งหนึ่ง"],
        ["ยุทธศาสตร์การเปิดเผยข้อมูล", "พ.ศ. 2561 - 2580", "", *["ข้อความ"] * 14, *MANY],
        ["แผนพัฒนาท้องถิ่น", "พ.ศ. 2566 - 2570", "ควรร่วมมือกับมหาวิทยาลัยทั่วโลกและมหาวิทยาลัยชั้นนำ"],
    ],
)
def test_a_paper_of_nobody(lines: list[str]) -> None:
    assert heading(*lines).agency.name is None


def test_the_issuer_of_a_law_is_named() -> None:
    found = heading("ประกาศเทศบาลตำบลทุ่งแฝก", "เรื่อง มาตรการป้องกันการรับสินบน", "ตามราชกิจจานุเบกษา เล่ม 140")
    assert found.agency.name == "เทศบาลตำบลทุ่งแฝก"


@pytest.mark.parametrize(("times", "name"), [(1, None), (3, "โรงพยาบาลบึงกุ่ม")])
def test_a_name_that_only_the_body_says(times: int, name: str | None) -> None:
    body = ["ข้อความนำ"] * 14 + ["ผลงานของโรงพยาบาลบึงกุ่ม ดีขึ้น"] * times
    assert heading("รายงานผลการดำเนินการส่งเสริมคุณธรรม", *body).agency.name == name


@pytest.mark.parametrize(
    ("lines", "year"),
    [
        (["แผนปฏิบัติการป้องกันการทุจริต", "กรมทะเบียนกลาง", "ระยะ 5 ปี (พ.ศ. 2566-2570)"], 2566),
        (["แผนส่งเสริมคุณธรรม ระยะที่ 2", "(พ.ศ. 2566 - 2570)", "คำนำ", "ดำเนินการถึงปี พ.ศ. 2565 อย่างต่อเนื่อง"], 2566),
        (["รายงานผลตามแผนปฏิบัติการ (พ.ศ. 2566 - 2570)", "ประจำปีงบประมาณ พ.ศ. 2568"], 2568),
    ],
)
def test_the_year_of_a_plan_for_several(lines: list[str], year: int) -> None:
    found = heading(*lines).fiscal_year
    assert found is not None
    assert found.be == year
