"""Tables of steps below the name of their measure."""

import pytest

from prongsai.pipeline import read_bytes
from prongsai.report import Report

TITLE = "ผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. 2568\nเทศบาลตำบลหนองแฝก\n\n"
HEAD = "ขั้นตอนการดำเนินการ\tผู้รับผิดชอบ\tระยะเวลา\tผลการดำเนินการ"
ONE = "1. ตรวจเอกสารก่อนรับคำขอ\tกองคลัง\tต.ค. 67\tคืนคำขอ 7 ราย"
TWO = "2. แจ้งคิวทางไลน์\tกองช่าง\tม.ค. 68\tจองคิว 412 ราย"
NAME, OTHER = "มาตรการที่ 1 ลดเวลารับคำขอ", "มาตรการที่ 2 ป้องกันการเรียกรับผลประโยชน์"


def read(*lines: str) -> Report:
    return read_bytes((TITLE + "\n".join(lines) + "\n").encode(), "named.txt")


# lines: the name above each table, over their rows, with rows numbered in a column of their own
NAMED = [
    pytest.param([NAME, HEAD, ONE, TWO, "", OTHER, HEAD, ONE], id="above each table"),
    pytest.param([HEAD, f"{NAME}\t\t\t", ONE, TWO, f"{OTHER}\t\t\t", ONE], id="over the rows"),
    pytest.param(
        [NAME, f"ที่\t{HEAD}", f"1\t{ONE[3:]}", f"2\t{TWO[3:]}", "", OTHER, f"ที่\t{HEAD}", f"1\t{ONE[3:]}"], id="numbered"
    ),
]


@pytest.mark.parametrize("lines", NAMED)
def test_the_name_above_is_the_measure_and_rows_are_its_steps(lines):
    one, other = read(*lines).measures
    assert (one.seq, one.measure, one.section) == (1, "ลดเวลารับคำขอ", None)
    assert one.steps == ["ตรวจเอกสารก่อนรับคำขอ", "แจ้งคิวทางไลน์"]
    assert (one.responsible, one.results) == (["กองคลัง", "กองช่าง"], ["คืนคำขอ 7 ราย", "จองคิว 412 ราย"])
    assert (other.seq, other.measure, len(other.steps)) == (2, "ป้องกันการเรียกรับผลประโยชน์", 1)


# the line above, the heading of the first column | the measures
OTHERS = [
    ("มาตรการที่ 1 มีรายละเอียดดังนี้", HEAD, ["ตรวจเอกสารก่อนรับคำขอ", "แจ้งคิวทางไลน์"]),
    ("ด้านที่ 1 การให้บริการ", HEAD, ["ตรวจเอกสารก่อนรับคำขอ", "แจ้งคิวทางไลน์"]),
    (NAME, HEAD.replace("ขั้นตอนการดำเนินการ", "กิจกรรม"), ["ตรวจเอกสารก่อนรับคำขอ", "แจ้งคิวทางไลน์"]),
]


@pytest.mark.parametrize(("line", "head", "names"), OTHERS)
def test_other_lines_and_other_tables(line, head, names):
    assert [measure.measure for measure in read(line, head, ONE, TWO).measures] == names
