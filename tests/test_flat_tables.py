"""Tables whose cells are parted by signs, or by single spaces where the layout is lost."""

import pytest

from prongsai.pipeline import read_bytes

TITLE = "รายงานผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2567\nเทศบาลตำบลหนองแฝก\n\n"


def read(body: str):
    return read_bytes((TITLE + body).encode(), "flat.txt")


SIGNS = [(" : ", "colons"), ("; ", "semicolons"), (",", "commas")]


@pytest.mark.parametrize("sign", [sign for sign, _ in SIGNS], ids=[name for _, name in SIGNS])
def test_signs_part_the_cells_of_a_table(sign):
    rows = [
        ("ตัวชี้วัด", "ปี 2566", "ปี 2567"),
        ("การปฏิบัติหน้าที่", "๙๐.๑๐", "๙๕.๕๐"),
        ("การใช้งบประมาณ", "๘๐.๐๐", "๘๕.๒๕"),
        ("การใช้อำนาจ", "๗๗.๑๐", "๗๙.๐๐"),
    ]
    report = read("\n".join(sign.join(row) for row in rows) + "\n")
    scores = {(score.indicator_no, score.fiscal_year_be): score.score for score in report.scores}
    assert scores == {(1, 2566): 90.1, (1, 2567): 95.5, (2, 2566): 80, (2, 2567): 85.25, (3, 2566): 77.1, (3, 2567): 79}


@pytest.mark.parametrize(
    "body",
    [
        "เปิดเวลา 8:30 ถึง 16:30 น.\nพักเวลา 12:00 ถึง 13:00 น.\nปิดเวลา 17:00 ถึง 18:00 น.\n",
        "มีผู้เข้าร่วม 12,500 คน, ชาย 6,000 คน\nงบประมาณ 1,250,000 บาท, ใช้ไป 900,000 บาท\nคงเหลือ 350,000 บาท, คืนคลัง 0 บาท\n",
    ],
    ids=["times", "thousands"],
)
def test_signs_of_prose_part_no_cells(body):
    assert read(body).tables == []


# rows | (indicator, year): score
FLAT = [
    pytest.param(
        "ตัวชี้วัด ปี 2566 ปี 2567 ผลต่าง\n1. การปฏิบัติหน้าที่ ๙๐.๑๐ ๙๕.๕๐ +๕.๔๐\n2. การใช้งบประมาณ ๘๐.๐๐ ๘๕.๒๕ +๕.๒๕\n",
        {(1, 2566): 90.1, (1, 2567): 95.5, (2, 2566): 80, (2, 2567): 85.25},
        id="numbers within names",
    ),
    pytest.param(
        "ที่ ตัวชี้วัด คะแนนปี 2566 คะแนนปี 2567\n1 การปฏิบัติหน้าที่ 90.10 95.50\n2 การใช้งบประมาณ - 85.25\n",
        {(1, 2566): 90.1, (1, 2567): 95.5, (2, 2567): 85.25},
        id="a column of numbers",
    ),
    pytest.param(
        "ตัวชี้วัด ปี 2566 ปี 2567 ระดับ\nการปฏิบัติหน้าที่ 90.10 95.50 ผ่านดีเยี่ยม\nการใช้งบประมาณ 80.00 85.25 ผ่านดี\n",
        {(1, 2566): 90.1, (1, 2567): 95.5, (2, 2566): 80, (2, 2567): 85.25},
        id="words behind",
    ),
]


@pytest.mark.parametrize(("rows", "scores"), FLAT)
def test_a_header_of_as_many_words_parts_the_cells(rows, scores):
    found = {(score.indicator_no, score.fiscal_year_be): score.score for score in read(rows).scores}
    assert found == scores


def test_a_league_below_a_letters_head():
    body = (
        "ที่ นน ๗๑๒๐๑/ว ๔๕๖                    ที่ว่าการอำเภอทุ่งแฝก\nเรื่อง  แจ้งผลการประเมิน ITA\n"
        "ลำดับ หน่วยงาน IIT EIT OIT รวม ระดับ\n1 เทศบาลตำบลหนองแฝก 89.50 87.20 100.00 93.01 ผ่านดี\n"
        "2 เทศบาลตำบลดงแคนเล็ก 95.00 92.00 98.00 95.30 ผ่านดี\n"
    )
    scores = {(score.agency, score.instrument): score.score for score in read(body).scores}
    assert scores["เทศบาลตำบลดงแคนเล็ก", None] == 95.3
    assert scores["เทศบาลตำบลหนองแฝก", "OIT"] == 100
    assert len(scores) == 8


@pytest.mark.parametrize(
    "rows",
    [
        "ตัวชี้วัด คะแนน\n1. การปฏิบัติหน้าที่ 90.10 95.50\n2. การใช้งบประมาณ 80.00 85.25\n",
        "ค่าใช้จ่ายในการเดินทาง\nรถยนต์ 12.50 14.00 บาท\nรถไฟ 10.00 11.50 บาท\n",
    ],
    ids=["a header of fewer words", "no header"],
)
def test_without_a_name_for_every_cell_there_is_no_table(rows):
    report = read(rows)
    assert report.tables == []
    assert not [score for score in report.scores if score.fiscal_year_be == 2566]
