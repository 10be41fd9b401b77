"""Measure tables to records: numbers, sections, rows that go on, merged cells, and each cell to its field."""

from datetime import date
from typing import Any

import pytest

import prongsai
from schemas.records import Measure

OPENING = "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. 2568\nเทศบาลตำบลทุ่งแฝก\n\n"


def measures(*rows: str) -> list[Measure]:
    """Measures of a table whose rows have their cells parted by "|"."""
    table = "\n".join(row.replace(" | ", "\t").replace("|", "\t") for row in rows)
    return prongsai.read_bytes((OPENING + table + "\n").encode(), "report.txt").measures


def html_measures(table: str) -> list[Measure]:
    return prongsai.read_bytes((OPENING + f"<table>{table}</table>\n").encode(), "report.txt").measures


def shown(found: list[Measure], *fields: str) -> list[Any]:
    """The fields of every measure: one value for one field, else a tuple."""
    rows = [tuple(getattr(measure, field) for field in fields) for measure in found]
    return [row[0] for row in rows] if len(fields) == 1 else rows


def test_every_field_of_a_row():
    (measure,) = measures(
        "ที่ | มาตรการ | ขั้นตอน | ผู้รับผิดชอบ | ระยะเวลา | ผลการดำเนินการ | ผลลัพธ์ | ปัญหา | ข้อเสนอแนะ | การติดตามผล | งบประมาณ",
        "๓ | เปิดเผยข้อมูล | ๑. ประชุม ๒. เผยแพร่ | กองคลัง, กองช่าง | ต.ค. ๖๗ - มี.ค. ๖๘ | - เผยแพร่แล้ว - แจ้งเวียนแล้ว "
        "| ประชาชนทราบ | ไม่มี | ควรทำต่อ | รายงานทุกเดือน | 10,000 บาท",
    )
    assert (measure.id, measure.seq, measure.measure) == ("m1", 3, "เปิดเผยข้อมูล")
    assert measure.steps == ["ประชุม", "เผยแพร่"]
    assert measure.responsible == ["กองคลัง", "กองช่าง"]
    assert measure.period is not None
    assert (measure.period.start, measure.period.end) == (date(2024, 10, 1), date(2025, 3, 31))
    assert measure.results == ["เผยแพร่แล้ว", "แจ้งเวียนแล้ว"]
    assert (measure.outcomes, measure.issues, measure.recommendations) == (["ประชาชนทราบ"], [], ["ควรทำต่อ"])
    assert measure.follow_up == ["รายงานทุกเดือน"]
    assert measure.budget is not None
    assert (measure.budget.raw, measure.budget.amount) == ("10,000 บาท", 10000)
    assert measure.raw["steps"] == "๑. ประชุม ๒. เผยแพร่"


# names of measures as written | number and name
NUMBERS = [
    ("๑. เปิดเผยข้อมูล", (1, "เปิดเผยข้อมูล")),
    ("2) เปิดเผยข้อมูล", (2, "เปิดเผยข้อมูล")),
    ("(๓) เปิดเผยข้อมูล", (3, "เปิดเผยข้อมูล")),
    ("มาตรการที่ 4 เปิดเผยข้อมูล", (4, "เปิดเผยข้อมูล")),
    ("กิจกรรมที่ 5: เปิดเผยข้อมูล", (5, "เปิดเผยข้อมูล")),
    ("เปิดเผยข้อมูล 6 ด้าน", (None, "เปิดเผยข้อมูล 6 ด้าน")),
    ("2568 เปิดเผยข้อมูล", (None, "2568 เปิดเผยข้อมูล")),
    ("5 ส. สะอาด", (None, "5 ส. สะอาด")),
]


@pytest.mark.parametrize(("written", "told"), NUMBERS)
def test_number_and_name(written, told):
    assert shown(measures("มาตรการ | ผู้รับผิดชอบ", f"{written} | กองคลัง"), "seq", "measure") == [told]


def test_a_column_of_numbers_goes_before_the_name():
    assert shown(measures("ที่ | มาตรการ | ผู้รับผิดชอบ", "7 | 1. ก่อนเริ่ม | กองคลัง"), "seq", "measure") == [(7, "ก่อนเริ่ม")]


@pytest.mark.parametrize(
    ("head", "cells", "numbers"),
    [
        ("", "1 2 3", [1, 2, 3]),
        ("ล ๆ ด้บ", "1. 2. 3.", [1, 2, 3]),
        ("ครั้ง", "1 2 2", [None] * 3),
        ("รหัส", "101 102 103", [None] * 3),
    ],
)
def test_a_column_that_counts_the_rows_numbers_them(head, cells, numbers):
    names = ("รับเรื่อง", "ทำคู่มือ", "อบรม")
    rows = [f"{cell} | {name} | กองคลัง" for cell, name in zip(cells.split(), names, strict=True)]
    told = measures(f"{head} | มาตรการ | ผู้รับผิดชอบ", *rows)
    assert [measure.seq for measure in told] == numbers
    assert [measure.measure for measure in told] == list(names)


def test_sections():
    found = measures(
        "ที่ | มาตรการ | ผู้รับผิดชอบ | ผลการดำเนินการ",
        "1 | รับเรื่อง | กองคลัง | แล้ว",
        "ด้านที่ ๑ การให้บริการ",
        "1 | ทำคู่มือ | กองคลัง | แล้ว",
        "2 | ตั้งจุดบริการ | กองช่าง | แล้ว",
        "การพัฒนาบุคลากร",
        "1 | อบรม | สำนักปลัด | แล้ว",
    )
    assert shown(found, "seq", "section") == [
        (1, None),
        (1, "ด้านที่ 1 การให้บริการ"),
        (2, "ด้านที่ 1 การให้บริการ"),
        (1, "การพัฒนาบุคลากร"),
    ]
    assert shown(found, "id") == ["m1", "m2", "m3", "m4"]


def test_a_section_below_a_section():
    found = measures(
        "ที่ | มาตรการ | ผู้รับผิดชอบ", "ส่วนที่ 1 ทั่วไป", "ด้านที่ 1 การให้บริการ", "1 | ทำคู่มือ | กองคลัง", "2 | อบรม | กองคลัง"
    )
    assert shown(found, "section") == ["ด้านที่ 1 การให้บริการ"] * 2


def test_a_section_of_merged_cells():
    found = html_measures(
        "<tr><th>มาตรการ<th>ผู้รับผิดชอบ<th>ผลการดำเนินการ<tr><td colspan=3>การให้บริการ<tr><td>ทำคู่มือ<td>กองคลัง<td>แล้ว"
    )
    assert shown(found, "section", "measure") == [("การให้บริการ", "ทำคู่มือ")]


def test_the_next_number_alone_in_its_row_is_a_measure():
    found = measures("มาตรการ | ผู้รับผิดชอบ", "1. รับเรื่อง | กองคลัง", "2. ทำคู่มือ", "3. อบรม | กองคลัง")
    assert shown(found, "seq", "measure", "section") == [(1, "รับเรื่อง", None), (2, "ทำคู่มือ", None), (3, "อบรม", None)]


def test_a_row_without_a_name_goes_on_with_the_one_above():
    found = measures(
        "ที่ | มาตรการ | ขั้นตอน | ผู้รับผิดชอบ",
        "1 | รับเรื่อง | 1. ประชุม | กองคลัง",
        " |  | 2. ติดตาม | กองช่าง",
        "2 | ทำคู่มือ | เขียน | กองคลัง",
    )
    assert shown(found, "measure", "steps", "responsible") == [
        ("รับเรื่อง", ["ประชุม", "ติดตาม"], ["กองคลัง", "กองช่าง"]),
        ("ทำคู่มือ", ["เขียน"], ["กองคลัง"]),
    ]
    assert found[0].raw["steps"] == "1. ประชุม\n2. ติดตาม"
    assert isinstance(found[0].provenance["steps"], list)


def test_cells_beside_a_merged_name_are_texts_of_their_own():
    found = html_measures(
        "<tr><th>มาตรการ<th>ขั้นตอน<th>ผู้รับผิดชอบ<th>ผลการดำเนินการ"
        "<tr><td rowspan=2>1. รับเรื่อง<td>ประชุม<td rowspan=3>กองคลัง<td>แล้ว"
        "<tr><td>ติดตาม<td>ส่งรายงาน<tr><td>2. ทำคู่มือ<td>เขียน<td>พิมพ์"
    )
    assert shown(found, "measure", "steps", "results") == [
        ("รับเรื่อง", ["ประชุม", "ติดตาม"], ["แล้ว", "ส่งรายงาน"]),
        ("ทำคู่มือ", ["เขียน"], ["พิมพ์"]),
    ]
    assert shown(found, "responsible", "inherited") == [(["กองคลัง"], []), (["กองคลัง"], ["responsible"])]


# rows below the first | steps, responsible, results
BLANK_NAMES = [
    pytest.param(
        [" | ติดตามผล | งานพัสดุ | ทุกเดือน | ส่งแล้ว 12 ครั้ง", " | เผยแพร่ | กองคลัง | ทุกไตรมาส | เผยแพร่ครบ"],
        (["ประชุม", "ติดตามผล", "เผยแพร่"], ["กองคลัง", "งานพัสดุ"], ["ประชุมแล้ว", "ส่งแล้ว 12 ครั้ง", "เผยแพร่ครบ"]),
        id="steps with answers of their own",
    ),
    pytest.param(
        [" | คณะทำงาน | และพัสดุ |  | สองครั้ง"],
        (["ประชุมคณะทำงาน"], ["กองคลังและพัสดุ"], ["ประชุมแล้วสองครั้ง"]),
        id="the rest of the row",
    ),
]


@pytest.mark.parametrize(("below", "told"), BLANK_NAMES)
def test_rows_below_a_blank_name(below, told):
    found = measures(
        "มาตรการ | ขั้นตอน | ผู้รับผิดชอบ | ระยะเวลา | ผลการดำเนินการ",
        "1. รับเรื่อง | ประชุม | กองคลัง | ม.ค. 68 | ประชุมแล้ว",
        *below,
    )
    assert shown(found, "steps", "responsible", "results") == [told]


def test_sections_do_not_count_among_the_cells_of_a_column():
    sections = [f"<tr><td colspan=4>ด้านที่ {n} การให้บริการ<tr><td>รับเรื่อง<td>กองคลัง<td>ม.ค. 68<td>แล้ว" for n in (1, 2)]
    found = html_measures("<tr><th>มาตรการ<th>ผู้รับผิดชอบ<th>ช่วง<th>ผลการดำเนินการ" + "".join(sections))
    assert [measure.period.start for measure in found if measure.period] == [date(2025, 1, 1)] * 2


def test_a_name_cut_by_a_page_break():
    found = measures(
        "ที่ | มาตรการ | ขั้นตอน | ผู้รับผิดชอบ",
        "1 | รับเรื่อง | ประชุม | กองคลัง",
        "2 | การเพิ่มประสิทธิภาพการ | ทำคู่มือ | กองช่าง",
        "",
        " | สื่อสารกับประชาชน |  | ",
        "3 | อบรม | ประชุม | กองคลัง",
    )
    assert shown(found, "seq", "measure") == [(1, "รับเรื่อง"), (2, "การเพิ่มประสิทธิภาพการสื่อสารกับประชาชน"), (3, "อบรม")]


# period as written | start, end, reason
PERIODS = [
    ("ตลอดปีงบประมาณ", (date(2024, 10, 1), date(2025, 9, 30), None)),
    ("ไตรมาสที่ ๑", (date(2024, 10, 1), date(2024, 12, 31), None)),
    ("มีนาคม ๒๕๖๘", (date(2025, 3, 1), date(2025, 3, 31), None)),
    ("มี.ค. 68 - ม.ค. 68", (None, None, "reversed")),
    ("31 ก.พ. 2568", (None, None, "impossible")),
    ("ทุกเดือน", (None, None, "recurring")),
]


@pytest.mark.parametrize(("written", "told"), PERIODS)
def test_period(written, told):
    (measure,) = measures("มาตรการ | ผู้รับผิดชอบ | ระยะเวลา", f"รับเรื่อง | กองคลัง | {written}")
    assert measure.period is not None
    assert (measure.period.start, measure.period.end, measure.period_reason) == told
    assert measure.raw["period"] == written


@pytest.mark.parametrize("written", ["-", "", "ไม่ระบุ"])
def test_no_period(written):
    (measure,) = measures("มาตรการ | ผู้รับผิดชอบ | ระยะเวลา | ผล", f"รับเรื่อง | กองคลัง | {written} | แล้ว")
    assert (measure.period is None) or (measure.period.start is None)


def test_a_period_in_two_columns():
    (measure,) = measures(
        "มาตรการ | ผู้รับผิดชอบ | ระยะเวลา | ", " |  | เริ่ม | สิ้นสุด", "รับเรื่อง | กองคลัง | 1 ต.ค. 67 | 31 มี.ค. 68"
    )
    assert measure.period is not None
    assert (measure.period.start, measure.period.end) == (date(2024, 10, 1), date(2025, 3, 31))


def test_a_period_below_two_headings_of_their_own():
    (measure,) = measures("กิจกรรม | ผู้ปฏิบัติ | เริ่มต้น | สิ้นสุด", "รับเรื่อง | กองคลัง | 1 ต.ค. 67 | 31 มี.ค. 68")
    assert measure.period is not None
    assert (measure.period.start, measure.period.end) == (date(2024, 10, 1), date(2025, 3, 31))


# what is to be done about it, in two rows | the measures, and the steps of the first
ANSWERED = [
    (["1. ติดป้าย 2. ปิดประกาศ", "1. อบรม 2. ทำคู่มือ"], ["ป้ายไม่ชัด", "ขาดความรู้"], ["ติดป้าย", "ปิดประกาศ"]),
    (["ติดป้ายใหม่", "อบรมเจ้าหน้าที่"], ["ติดป้ายใหม่", "อบรมเจ้าหน้าที่"], []),
]


@pytest.mark.parametrize(("answers", "names", "steps"), ANSWERED)
def test_lists_that_answer_a_subject_are_its_steps(answers, names, steps):
    found = measures(
        "ประเด็นที่ต้องพัฒนา | แนวทางแก้ไข | ผู้รับผิดชอบ | กรอบเวลา",
        f"ป้ายไม่ชัด | {answers[0]} | กองช่าง | มี.ค. 68",
        f"ขาดความรู้ | {answers[1]} | กองคลัง | เม.ย. 68",
    )
    assert [measure.measure for measure in found] == names
    assert found[0].steps == steps


# heading, cell of who and when | who, first day, last day
WHO_AND_WHEN = [
    ("ผู้รับผิดชอบ/ระยะเวลา", "กองคลัง<br>ม.ค. 68", ["กองคลัง"], date(2025, 1, 1), date(2025, 1, 31)),
    ("ผู้รับผิดชอบ/ระยะเวลา", "กองคลัง, กองช่าง / ตลอดปีงบประมาณ", ["กองคลัง", "กองช่าง"], date(2024, 10, 1), date(2025, 9, 30)),
    ("ระยะเวลา/ผู้รับผิดชอบ", "1 ต.ค. 67 - 31 มี.ค. 68 กองคลัง", ["กองคลัง"], date(2024, 10, 1), date(2025, 3, 31)),
]


@pytest.mark.parametrize(("heading", "cell", "who", "start", "end"), WHO_AND_WHEN)
def test_who_and_when_in_one_column(heading, cell, who, start, end):
    (measure,) = measures(f"มาตรการ | ขั้นตอน | {heading} | ผลการดำเนินการ", f"รับเรื่อง | ประชุม | {cell} | แล้ว")
    assert measure.period is not None
    assert (measure.responsible, measure.period.start, measure.period.end) == (who, start, end)


def test_when_a_measure_was_done_is_not_when_it_was_due():
    (measure,) = measures(
        "มาตรการ | แผน |  | ผล | ",
        " | ผู้รับผิดชอบ | ระยะเวลา | วันที่ดำเนินการ | ผลการดำเนินการ",
        "รับเรื่อง | กองคลัง | พ.ย. 67 | 14 ม.ค. 68 | เปิดแล้ว",
    )
    assert measure.period is not None
    assert (measure.period.start, measure.period.end) == (date(2024, 11, 1), date(2024, 11, 30))
    assert measure.other == {"ผล วันที่ดำเนินการ": "14 ม.ค. 68"}


QUARTERS = [
    pytest.param("ประกาศนโยบาย | อบรม 45 คน | -", ["ประกาศนโยบาย", "อบรม 45 คน"], None, id="what was done"),
    pytest.param("✓ | ✓ | ", [], (date(2024, 10, 1), date(2025, 3, 31)), id="marks"),
]


@pytest.mark.parametrize(("cells", "results", "period"), QUARTERS)
def test_columns_of_quarters(cells, results, period):
    (measure,) = measures(
        "มาตรการ | ผู้รับผิดชอบ | ผลการดำเนินงาน |  | ",
        " |  | ไตรมาส 1 | ไตรมาส 2 | ไตรมาส 3",
        f"รับเรื่อง | กองคลัง | {cells}",
    )
    assert measure.results == results
    assert (measure.period and (measure.period.start, measure.period.end)) == period


def test_columns_that_another_table_of_the_grid_parts():
    (measure, _) = html_measures(
        "<tr><td>เรื่อง<td>น้ำหนัก<td>คะแนน<td>อันดับ<tr><td>IIT<td>30<td>89.40<td>4"
        "<tr><th colspan=2>มาตรการ<th>วิธีการ<th>ผู้รับผิดชอบ"
        "<tr><td colspan=2>รับเรื่อง<td>เปิดตู้<td>กองคลัง<tr><td colspan=2>ทำคู่มือ<td>ร่าง<td>กองช่าง"
    )
    assert (measure.measure, measure.steps, measure.other) == ("รับเรื่อง", ["เปิดตู้"], {})


def test_counts_of_complaints_are_no_measures():
    rows = ["เดือน | จำนวน | ยุติเรื่อง | อยู่ระหว่างดำเนินการ", "ตุลาคม 2567 | 3 | 3 | 0", "พฤศจิกายน 2567 | 2 | 1 | 1"]
    assert measures(*rows) == []
    assert measures(*rows, "ธันวาคม 2567 | 4 | > | il") == []  # as scans have them


TOTALS = [
    ("รวม | | | 47,500", ["รับเรื่อง"]),
    ("รวมทั้งสิ้น 1 โครงการ | | | 47,500 บาท", ["รับเรื่อง"]),
    ("รวมด้านที่ 1 | | | 47,500", ["รับเรื่อง"]),
    ("รวม | | 1 โครงการ | 47,500", ["รับเรื่อง"]),
    ("รวมพลังต้านโกง | | | 47,500", ["รับเรื่อง", "รวมพลังต้านโกง"]),
    ("รวมพลังต้านโกง | กองช่าง | 2568 | 47,500", ["รับเรื่อง", "รวมพลังต้านโกง"]),
    ("รวม | กองช่าง | 2568 | 47,500", ["รับเรื่อง", "รวม"]),
]


@pytest.mark.parametrize(("row", "names"), TOTALS)
def test_a_line_of_sums_is_no_measure(row, names):
    found = measures("มาตรการ | ผู้รับผิดชอบ | ระยะเวลา | งบประมาณ", "รับเรื่อง | กองคลัง | 2568 | 47,500", row)
    assert shown(found, "measure") == names


WIDE_TOTALS = [
    ("<td colspan=3>รวม ยุทธศาสตร์ที่ 1 สร้างสังคมสุจริต<td>47,500", ["รับเรื่อง"]),
    ("<td colspan=3>รวมพลังต้านโกง<td>กองช่าง", ["รับเรื่อง", "รวมพลังต้านโกง"]),
]


@pytest.mark.parametrize(("row", "names"), WIDE_TOTALS)
def test_a_total_may_name_what_it_sums_up_over_several_columns(row, names):
    found = html_measures(
        "<tr><th>มาตรการ<th>ผู้รับผิดชอบ<th>ระยะเวลา<th>งบประมาณ<tr><td>รับเรื่อง<td>กองคลัง<td>2568<td>47,500<tr>" + row
    )
    assert shown(found, "measure") == names


# heads of columns | marks | start, end
CHARTS = [
    ("ต.ค. 67 | พ.ย. 67 | ธ.ค. 67", "✓ | ✓ | ", (date(2024, 10, 1), date(2024, 11, 30))),
    ("ต.ค. | พ.ย. | ธ.ค. | ม.ค.", " |  | / | /", (date(2024, 12, 1), date(2025, 1, 31))),
    ("ไตรมาส 1 | ไตรมาส 2 | ไตรมาส 3 | ไตรมาส 4", " | x | x | ", (date(2025, 1, 1), date(2025, 6, 30))),
    # A month that cannot be read is told by those about it, where they stand in order.
    (
        "ต.ค. | พซี. | ธ.ค. | ม.ค. | ก.พ. | ม i. | เม.ย. | พ.ค.",
        " | x | x |  |  |  |  | ",
        (date(2024, 11, 1), date(2024, 12, 31)),
    ),
    ("ต.ค.|พ.ย.|ธ.ค.|ม.ค.|งบ|ก.พ.|มี.ค.", "|x|||x||", (date(2024, 11, 1), date(2024, 11, 30))),
    ("ต.ค.|พซี.|ธ.ค.|ม.ค.", "|x|x|", (date(2024, 12, 1), date(2024, 12, 31))),
]


@pytest.mark.parametrize(("heads", "marks", "told"), CHARTS)
def test_a_chart_of_months(heads, marks, told):
    first, second = measures(
        f"มาตรการ | ผู้รับผิดชอบ | {heads}", f"รับเรื่อง | กองคลัง | {marks}", "ทำคู่มือ | กองช่าง" + " | " * heads.count("|")
    )
    assert first.period is not None
    assert (first.period.start, first.period.end) == told
    assert second.period is None


# status and results as written | status, results
STATUSES = [
    ("ดำเนินการแล้วเสร็จ | เผยแพร่แล้ว", ("ดำเนินการแล้วเสร็จ", ["เผยแพร่แล้ว"])),
    ("- | เผยแพร่แล้ว", (None, ["เผยแพร่แล้ว"])),
    ("☐ ดำเนินการแล้ว ☑ อยู่ระหว่างดำเนินการ ☐ ยังไม่ดำเนินการ | -", ("อยู่ระหว่างดำเนินการ", [])),
    ("☑ ดำเนินการแล้ว ☑ อยู่ระหว่างดำเนินการ | -", ("☑ ดำเนินการแล้ว ☑ อยู่ระหว่างดำเนินการ", [])),
    (" | ดำเนินการแล้วเสร็จ ๑. ประกาศ ๒. แจ้งเวียน", ("ดำเนินการแล้วเสร็จ", ["ประกาศ", "แจ้งเวียน"])),
    (" | อยู่ระหว่างดำเนินการ", ("อยู่ระหว่างดำเนินการ", [])),
    (" | ได้ดำเนินการจัดประชุมชี้แจงแล้ว", (None, ["ได้ดำเนินการจัดประชุมชี้แจงแล้ว"])),
    (" | ไม่มี", (None, [])),
]


@pytest.mark.parametrize(("written", "told"), STATUSES)
def test_status(written, told):
    found = measures("มาตรการ | ผู้รับผิดชอบ | สถานะ | ผลการดำเนินการ", f"รับเรื่อง | กองคลัง | {written}")
    assert shown(found, "status", "results") == [told]


def test_a_ticked_status():
    found = measures(
        "มาตรการ | ผู้รับผิดชอบ | สถานะ |  | ",
        " |  | แล้วเสร็จ | อยู่ระหว่าง | ยังไม่ดำเนินการ",
        "รับเรื่อง | กองคลัง | ✓ |  | ",
        "ทำคู่มือ | กองช่าง |  |  | ✓",
    )
    assert shown(found, "status") == ["แล้วเสร็จ", "ยังไม่ดำเนินการ"]


# budget as written | amount
BUDGETS = [("10,000", 10000), ("๑.๕ ล้านบาท", 1500000), ("-", None), ("ไม่ใช้งบประมาณ", None), ("ตามข้อบัญญัติ", None)]


@pytest.mark.parametrize(("written", "amount"), BUDGETS)
def test_budget(written, amount):
    (measure,) = measures("มาตรการ | ผู้รับผิดชอบ | งบประมาณ (บาท)", f"รับเรื่อง | กองคลัง | {written}")
    assert measure.budget is not None
    assert measure.budget.amount == amount
    assert measure.raw["budget"] == written


def test_text_under_other_headings_keeps_its_place():
    (measure,) = measures("มาตรการ | ผู้รับผิดชอบ | เป้าหมาย | ", "รับเรื่อง | กองคลัง | ๓ ครั้ง | นอกหัวตาราง")
    assert measure.other == {"เป้าหมาย": "3 ครั้ง", "column 4": "นอกหัวตาราง"}
    assert measure.raw["เป้าหมาย"] == "๓ ครั้ง"
    assert set(measure.provenance) == {"measure", "responsible", "เป้าหมาย", "column 4"}


# header and row | indicator
INDICATORS = [
    (["ตัวชี้วัด | มาตรการ | ผู้รับผิดชอบ", "ตัวชี้วัดที่ ๓ การใช้อำนาจ | รับเรื่อง | กองคลัง"], 3),
    (["ตัวชี้วัด | มาตรการ | ผู้รับผิดชอบ", "การเปิดเผยข้อมูล | รับเรื่อง | กองคลัง"], 9),
    (["ตัวชี้วัด | มาตรการ | ผู้รับผิดชอบ", "อื่น ๆ | รับเรื่อง | กองคลัง"], None),
    (["มาตรการ | ผู้รับผิดชอบ", "๒. คุณภาพการดำเนินงานของหน่วยงาน | กองคลัง"], 6),
    (["มาตรการ | ผู้รับผิดชอบ", "การปรับปรุงระบบการทำงาน | กองคลัง"], 8),
    (["มาตรการ | ผู้รับผิดชอบ", "ปรับปรุงการใช้อำนาจให้เป็นธรรม | กองคลัง"], None),
    (["มาตรการ | ผู้รับผิดชอบ", "ตัวชี้วัดที่ 4 การใช้ทรัพย์สินของทางราชการ", "1. จัดทำทะเบียน | กองคลัง"], 4),
    (["ประเด็นที่ต้องพัฒนา | มาตรการ | ผู้รับผิดชอบ", "การใช้งบประมาณ | เผยแพร่แผน | กองคลัง"], 2),
    (["มาตรการ | ผู้รับผิดชอบ", "ด้านที่ 4 บุคลากร", "1. จัดทำทะเบียน | กองคลัง"], None),
]


@pytest.mark.parametrize(("rows", "number"), INDICATORS)
def test_indicator(rows, number):
    (measure,) = measures(*rows)
    assert (measure.indicator and measure.indicator.no) == number


def test_lists_below_indicators_are_their_steps():
    found = measures(
        "ตัวชี้วัด | มาตรการ/แนวทางปฏิบัติ | ผู้รับผิดชอบ",
        "การใช้อำนาจ | 1. ประกาศเกณฑ์<br>2. รับคำทักท้วง | งานบุคลากร",
        "การใช้ทรัพย์สินของราชการ | 1. ปรับแบบฟอร์ม<br>2. ตรวจนับ | งานพัสดุ",
        "การเปิดเผยข้อมูล | ปรับเว็บไซต์ | งานประชาสัมพันธ์",
    )
    assert shown(found, "measure", "steps", "seq") == [
        ("การใช้อำนาจ", ["ประกาศเกณฑ์", "รับคำทักท้วง"], None),
        ("การใช้ทรัพย์สินของราชการ", ["ปรับแบบฟอร์ม", "ตรวจนับ"], None),
        ("การเปิดเผยข้อมูล", ["ปรับเว็บไซต์"], None),
    ]
    assert [one.indicator and one.indicator.no for one in found] == [3, 4, 9]


def test_sections_among_lists_do_not_count():
    cells = ("<td>การใช้อำนาจ<td>1. ประกาศเกณฑ์<br>2. รับคำทักท้วง<td>", "<td>การใช้งบประมาณ<td>1. ปิดประกาศ<br>2. ชี้แจง<td>")
    section = "<tr><td colspan=3>แบบวัด"
    rows = "".join(f"{section} {no}<tr>{row}กองคลัง" for no, row in enumerate(cells, 1)) + f"{section} 3{section} 4"
    found = html_measures(f"<tr><th>ประเด็นตัวชี้วัด<th>มาตรการ/แนวทาง<th>ผู้รับผิดชอบ{rows}")
    assert shown(found, "measure", "steps") == [
        ("การใช้อำนาจ", ["ประกาศเกณฑ์", "รับคำทักท้วง"]),
        ("การใช้งบประมาณ", ["ปิดประกาศ", "ชี้แจง"]),
    ]


def test_an_indicator_holds_until_the_next():
    found = measures(
        "ตัวชี้วัด | มาตรการ | ผู้รับผิดชอบ",
        "การใช้อำนาจ | รับเรื่อง | กองคลัง",
        " | อบรม | กองช่าง",
        "การใช้งบประมาณ | เผยแพร่ | กองคลัง",
    )
    assert [measure.indicator and measure.indicator.no for measure in found] == [3, 3, 2]


def test_a_measure_named_like_its_headings_is_no_header():
    """Budget, fiscal year and nothing else: half of the row is known words, and it was once passed over."""
    row = "การใช้งบประมาณ | เผยแพร่แผนการใช้จ่ายงบประมาณ | กองคลัง | ปีงบประมาณ 2568 | -"
    found = measures("มาตรการ | ขั้นตอน | ผู้รับผิดชอบ | ระยะเวลา | ผลการดำเนินการ", f"2. {row}", row)
    assert shown(found, "seq", "measure") == [(2, "การใช้งบประมาณ"), (None, "การใช้งบประมาณ")]


def test_headers_said_again_are_no_measures():
    header = "ที่ | มาตรการ | ผู้รับผิดชอบ | ผลการดำเนินการ"
    found = measures(header, "1 | รับเรื่อง | กองคลัง | แล้ว", header, "(1) | (2) | (3) | (4)", "2 | อบรม | กองคลัง | แล้ว")
    assert shown(found, "seq") == [1, 2]


def test_a_subject_stands_once_for_the_rows_below_it():
    rows = [
        "ประเด็นการประเมิน\tมาตรการ\tผู้รับผิดชอบ\tระยะเวลา",
        "การเปิดเผยข้อมูล\tปรับเว็บไซต์\tกองคลัง\tต.ค. 67",
        "\tเผยแพร่สถิติ\tกองช่าง\tม.ค. 68",
        "การใช้งบประมาณ\tเผยแพร่แผน\tกองคลัง\tก.พ. 68",
        "งานอื่น\tซ่อมรถ\tกองช่าง\tมี.ค. 68",
    ]
    text = "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส ปีงบประมาณ พ.ศ. 2568\n\n" + "\n".join(rows)
    found = prongsai.read_bytes(text.encode(), "topics.txt").measures
    assert [measure.indicator.no if measure.indicator else None for measure in found] == [9, 9, 2, None]


@pytest.mark.parametrize(("cell", "number"), [("1<br>0", 10), ("๑<br>๒", 12), ("3", 3), ("1<br>ต่อ", 1)])
def test_a_number_that_a_narrow_cell_cuts(cell, number):
    title = "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส ปีงบประมาณ พ.ศ. 2568\n\n"
    rows = f"ที่\tมาตรการ\tผู้รับผิดชอบ\tระยะเวลา\n{cell}\tซ่อมรถ\tกองช่าง\tม.ค. 68\n"
    (found,) = prongsai.read_bytes((title + rows).encode(), "cut.txt").measures
    assert found.seq == number
