"""Owners in brackets behind a measure's name, and the number of the only step of a measure."""

import pytest

from prongsai.pipeline import read_bytes

TITLE = "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. 2568\nเทศบาลตำบลหนองแฝก\n\n"
BODY = "จัดทำคู่มือบริการ ({})\t{}\tม.ค. 68\tจัดทำแล้ว 1 เล่ม\nลดขั้นตอนรับชำระภาษี\tปรับแบบคำขอ\tมี.ค. 68\tลดได้ 2 ขั้นตอน\n"


def measures(name: str, owner: str, steps: str = "รวบรวมข้อมูล"):
    table = f"{name}\tขั้นตอน\tระยะเวลา\tผลการดำเนินการ\n" + BODY.format(owner, steps)
    return read_bytes((TITLE + table).encode(), "owned.txt").measures


OWNED = [
    pytest.param("มาตรการ (ผู้รับผิดชอบ)", "หัวหน้าเวร", ["หัวหน้าเวร"], id="the heading says so"),
    pytest.param("มาตรการ/ผู้รับผิดชอบ", "งานทะเบียน/กองคลัง", ["งานทะเบียน", "กองคลัง"], id="behind a slash"),
    pytest.param("มาตรการ", "กองคลัง", ["กองคลัง"], id="a unit"),
]


@pytest.mark.parametrize(("heading", "owner", "expected"), OWNED)
def test_brackets_hold_the_owner(heading, owner, expected):
    one, other = measures(heading, owner)
    assert (one.measure, one.responsible) == ("จัดทำคู่มือบริการ", expected)
    assert (other.measure, other.responsible) == ("ลดขั้นตอนรับชำระภาษี", [])


@pytest.mark.parametrize("inner", ["ฉบับประชาชน", "Citizen Manual", "ปีที่ 2"])
def test_other_brackets_stay_in_the_name(inner):
    one, _ = measures("มาตรการ", inner)
    assert (one.measure, one.responsible) == (f"จัดทำคู่มือบริการ ({inner})", [])


NUMBERED = [
    pytest.param("1.1 รวบรวมข้อมูล", ["รวบรวมข้อมูล"], id="the first of measure 1"),
    pytest.param("2.1 ล้านบาท", ["2.1 ล้านบาท"], id="a figure"),
    pytest.param("1.1 รวบรวมข้อมูล 1.2 จัดพิมพ์", ["รวบรวมข้อมูล", "จัดพิมพ์"], id="a list"),
]


@pytest.mark.parametrize(("steps", "expected"), NUMBERED)
def test_the_number_of_an_only_step(steps, expected):
    table = f"ที่\tมาตรการ\tขั้นตอน\tระยะเวลา\n1\tจัดทำคู่มือ\t{steps}\tม.ค. 68\n"
    (found,) = read_bytes((TITLE + table).encode(), "steps.txt").measures
    assert found.steps == expected
