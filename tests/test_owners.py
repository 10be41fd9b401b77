"""Whose a score in running text is: the report's own, a neighbour's, or a group's, a goal's, and then nobody's."""

import pytest

import prongsai

HEAD = (
    "รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใส (ITA) ประจำปีงบประมาณ พ.ศ. 2568\n"
    "เทศบาลตำบลทุ่งแฝก อำเภอนาไร่ จังหวัดสกลนคร\n\n"
)
OWN = "เทศบาลตำบลทุ่งแฝกมีผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2567 เท่ากับ 91.25 คะแนน"


def told(body: str, head: str = HEAD) -> list[str]:
    """Every score in short: agency or own, what of, value, level, change."""
    found = prongsai.read_bytes((head + body + "\n").encode(), "report.txt").scores
    return [
        " ".join(
            str(part)
            for part in (
                score.agency or "own",
                score.indicator_no or score.instrument or "all",
                score.score,
                score.rating,
                score.change_stated,
            )
            if part is not None
        )
        for score in found
    ]


# sentence behind the report's own score, what it adds
NEIGHBOURS = [
    ("ขณะที่เทศบาลตำบลหนองแวงได้ 93.10 คะแนน", ["เทศบาลตำบลหนองแวง all 93.1"]),
    ("และองค์การบริหารส่วนตำบลนาไร่มีคะแนน 89.77 คะแนน", ["องค์การบริหารส่วนตำบลนาไร่ all 89.77"]),
    ("ส่วนโรงพยาบาลนาไร่ ได้คะแนนเท่ากับ 95.04 คะแนน", ["โรงพยาบาลนาไร่ all 95.04"]),
    ("หน่วยงานที่ได้คะแนนสูงสุดคือ อบจ.สกลนคร 97.31 คะแนน", ["องค์การบริหารส่วนจังหวัดสกลนคร all 97.31"]),
    ("ตัวอย่างเช่น เทศบาลเมืองนาหว้า (94.60 คะแนน)", []),
    (
        "เทียบกับเทศบาลตำบลหนองแวงได้ 93.10 คะแนน และเทศบาลตำบลดงมะไฟได้ 90.02 คะแนน",
        ["เทศบาลตำบลหนองแวง all 93.1", "เทศบาลตำบลดงมะไฟ all 90.02"],
    ),
    (
        "ส่วนสำนักงานเกษตรจังหวัดสกลนครซึ่งเป็นหน่วยงานส่วนภูมิภาคได้คะแนน 92.40 คะแนน",
        ["สำนักงานเกษตรจังหวัดสกลนคร all 92.4"],
    ),
    ("ขณะที่เทศบาลตำบลหนองแวงได้ 93.10 คะแนน อยู่ในระดับผ่านดี", ["เทศบาลตำบลหนองแวง all 93.1 ผ่านดี"]),
]
NOBODY = [
    "ค่าเฉลี่ยระดับประเทศเท่ากับ 93.05 คะแนน",
    "สูงกว่าคะแนนเฉลี่ยของเทศบาลตำบลทั้งจังหวัดซึ่งเท่ากับ 88.40 คะแนน",
    "ค่าเฉลี่ยของหน่วยงานในจังหวัดสกลนครอยู่ที่ 90.18 คะแนน",
    "คะแนนเฉลี่ยขององค์กรปกครองส่วนท้องถิ่นทั่วประเทศ คือ 87.66 คะแนน",
    "คะแนนเฉลี่ยของเทศบาลในกลุ่มเดียวกัน 89.50 คะแนน",
    "โดยตั้งเป้าหมายคะแนนปีงบประมาณ พ.ศ. 2568 ไว้ที่ 95.00 คะแนน",
    "และคาดว่าปีงบประมาณ พ.ศ. 2568 จะได้คะแนน 95.00 คะแนน",
    "ค่าเป้าหมายตามแผนแม่บทร้อยละ 90.00",
    "ทั้งนี้ คะแนนเฉลี่ยของหน่วยงานภาครัฐทั้งหมดเท่ากับ 92.13 คะแนน เพิ่มขึ้น 1.30 คะแนน",
    "หน่วยงานที่ได้คะแนนสูงสุดได้ 99.20 คะแนน",
]
OURS = [
    ("สูงกว่าค่าเฉลี่ยระดับประเทศ โดยแบบวัด IIT ได้ 90.10 คะแนน", ["own IIT 90.1"]),
    ("ตามที่สำนักงานคณะกรรมการกลางได้แจ้ง แบบวัด EIT ได้ 88.02 คะแนน", ["own EIT 88.02"]),
    (
        "เทศบาลตำบลหนองแวงได้ 93.10 คะแนน ส่วนแบบวัด OIT ของเทศบาลตำบลทุ่งแฝกได้ 97.50 คะแนน",
        ["own OIT 97.5", "เทศบาลตำบลหนองแวง all 93.1"],
    ),
    ("บรรลุเป้าหมาย โดยแบบวัด OIT ได้คะแนน 97.50 คะแนน", ["own OIT 97.5"]),
    ("และตัวชี้วัดที่ 9 การเปิดเผยข้อมูลได้ 95.00 คะแนน", ["own 9 95.0"]),
    ("ด้วยความร่วมมือกับโรงพยาบาลนาไร่ แบบวัด EIT ได้ 88.02 คะแนน", ["own EIT 88.02"]),
]


@pytest.mark.parametrize(("sentence", "more"), NEIGHBOURS)
def test_a_neighbour_keeps_its_score(sentence: str, more: list[str]) -> None:
    assert told(f"{OWN} {sentence}") == ["own all 91.25", *more]


@pytest.mark.parametrize("sentence", NOBODY)
def test_groups_and_goals_have_no_record(sentence: str) -> None:
    assert told(f"{OWN} {sentence}") == ["own all 91.25"]


@pytest.mark.parametrize(("sentence", "more"), OURS)
def test_what_is_said_behind_a_comparison_is_the_reports_again(sentence: str, more: list[str]) -> None:
    assert sorted(told(f"{OWN} {sentence}")) == sorted(["own all 91.25", *more])


@pytest.mark.parametrize(
    "opening",
    [
        "เทศบาลตำบลทุ่งแฝก อำเภอนาไร่ จังหวัดสกลนคร",
        "เทศบาลตำบลทุ่งแฝค",  # a slip of the pen
        "ทต.ทุ่งแฝก",
        "เทศบาล",
        "หน่วยงาน",
    ],
)
def test_the_report_under_its_own_names(opening: str) -> None:
    assert told(f"{opening} ได้คะแนน ITA ปีงบประมาณ พ.ศ. 2567 เท่ากับ 91.25 คะแนน") == ["own all 91.25"]


def test_copied_words_before_the_reports_own_numbers() -> None:
    """The prose was another's, the table is the report's."""
    table = "\n\nตัวชี้วัด\tปี 2567\nการปฏิบัติหน้าที่\t90.10\nการใช้งบประมาณ\t88.00\nคะแนนรวม\t91.25\n"
    assert [
        line for line in told("เทศบาลตำบลหนองแวงได้คะแนน ITA ปี 2567 เท่ากับ 91.25 คะแนน" + table) if "all" in line
    ] == ["own all 91.25"]


def test_a_passage_about_the_whole_country() -> None:
    passage = (
        "เมื่อพิจารณาผลประเมินจำแนกรายตัวชี้วัดในภาพรวมของหน่วยงานภาครัฐทุกแห่ง\n\n"
        "ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่ ได้คะแนน 94.40 คะแนน\n\nตัวชี้วัดที่ 2 การใช้งบประมาณ ได้คะแนน 89.45 คะแนน\n\n"
    )
    own = "ส่วนที่ 2 ผลของหน่วยงาน\n\nตัวชี้วัดที่ 1 การปฏิบัติหน้าที่ ได้คะแนน 90.01 คะแนน\n"
    assert told(passage + own) == ["own 1 90.01"]


CHANGES = [
    ("เพิ่มขึ้นจากปีงบประมาณ พ.ศ. 2566 จำนวน 1.20 คะแนน", 1.2),
    ("ลดลงจากปี 2566 เท่ากับ 0.35 คะแนน", -0.35),
    ("เพิ่มขึ้นจากปีงบประมาณ พ.ศ. 2566 ซึ่งได้ 90.05 คะแนน คิดเป็น 1.20 คะแนน", 1.2),
    ("เพิ่มขึ้นจากปีที่ผ่านมา 1.20 คะแนน", 1.2),
    ("สูงขึ้นจากปี พ.ศ. 2566 (90.05 คะแนน) อยู่ 1.20 คะแนน", 1.2),
    ("เพิ่มขึ้น 1.20 คะแนน", 1.2),
]


@pytest.mark.parametrize(("sentence", "change"), CHANGES)
def test_a_change_in_words(sentence: str, change: float) -> None:
    report = prongsai.read_bytes(f"{HEAD}{OWN} {sentence}\n".encode(), "report.txt")
    later = next(score for score in report.scores if score.fiscal_year_be == 2567)
    assert (later.score, later.change_stated) == (91.25, change)
    assert all(score.score == 90.05 for score in report.scores if score.fiscal_year_be == 2566)


@pytest.mark.parametrize(
    "sentence", ["เพิ่มขึ้นเป็น 91.25 คะแนน", "ลดลงเหลือ 91.25 คะแนน", "เพิ่มขึ้นจาก 90.05 คะแนน เป็น 91.25 คะแนน"]
)
def test_where_a_score_has_come_to_is_no_change(sentence: str) -> None:
    report = prongsai.read_bytes(f"{HEAD}{OWN} {sentence}\n".encode(), "report.txt")
    assert [(score.score, score.change_stated) for score in report.scores] == [(91.25, None)]


TABLE = "ตัวชี้วัด\tปี 2566\tปี 2567\nการปฏิบัติหน้าที่\t90.10\t92.20\nการใช้งบประมาณ\t88.00\t87.00\n\n"
HELD = [
    ("ปีงบประมาณ พ.ศ. 2566 ได้ 90.05 คะแนน และปีงบประมาณ พ.ศ. 2567 ได้ 91.25 คะแนน เพิ่มขึ้น 1.20 คะแนน", False),
    ("ปีงบประมาณ พ.ศ. 2566 ได้ 90.05 คะแนน และปีงบประมาณ พ.ศ. 2567 ได้ 91.25 คะแนน เพิ่มขึ้น 1.30 คะแนน", True),
    ("ปี 2566 ได้ 90.05 คะแนน ปี 2567 ได้ 91.25 คะแนน เพิ่มขึ้น 1.20 คะแนน คิดเป็นร้อยละ 1.33", False),
    ("ปี 2566 ได้ 90.05 คะแนน ปี 2567 ได้ 91.25 คะแนน เพิ่มขึ้นร้อยละ 1.33", False),
    ("ผลคะแนนปี 2567 เท่ากับ 91.25 คะแนน (ปี 2566 เท่ากับ 90.05 คะแนน) เพิ่มขึ้น 1.20 คะแนน", False),
    ("ผลคะแนนปี 2567 เท่ากับ 91.25 คะแนน (ปี 2566 เท่ากับ 90.05 คะแนน) เพิ่มขึ้น 1.02 คะแนน", True),
    (TABLE + "ตัวชี้วัดการปฏิบัติหน้าที่เพิ่มขึ้น 2.10 คะแนน ส่วนการใช้งบประมาณลดลง 1.00 คะแนน", False),
    (TABLE + "ตัวชี้วัดการปฏิบัติหน้าที่เพิ่มขึ้น 2.50 คะแนน ส่วนการใช้งบประมาณลดลง 1.00 คะแนน", True),
]


@pytest.mark.parametrize(("body", "wrong"), HELD)
def test_a_change_in_words_is_held_against_the_scores(body: str, wrong: bool) -> None:
    report = prongsai.read_bytes(f"{HEAD}{body}\n".encode(), "report.txt")
    rules = {finding.rule for finding in report.findings if finding.rule in ("change-mismatch", "score-conflict")}
    assert rules == ({"change-mismatch"} if wrong else set())
