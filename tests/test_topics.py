"""Scores of other things: plans, polls and indices that use the same words as the assessment."""

import pytest

import prongsai

PLAN = "แผนปฏิบัติการด้านเศรษฐกิจและสังคม จังหวัดสมมุติ\nพ.ศ. 2566 - 2570\n\n"
REPORT = "รายงานการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใส (ITA) ประจำปีงบประมาณ พ.ศ. 2567\nเทศบาลตำบลทุ่งแฝก\n\n"
ITA = "ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2566 มีคะแนนเฉลี่ย 91.25 คะแนน\n\n"
FAR = "การพัฒนาถนนและแหล่งน้ำในพื้นที่\n\n" * 20


def scores(text: str) -> list[tuple[int | str, float]]:
    found = prongsai.read_bytes(text.encode(), "plan.txt").scores
    return [
        (score.indicator_no or score.instrument or "all", score.score) for score in found if score.score is not None
    ]


OTHERS = [
    "ดัชนีการพัฒนามนุษย์ ค่าคะแนน 0.82 ภายในปี 2570",
    "สัดส่วนคนจนลดลงจากร้อยละ 8.6 ในปี 2559 เหลือร้อยละ 6.84 ในปี 2563",
    "ตัวชี้วัดที่ 1.1 ผลผลิตสาขาเกษตรเติบโต ร้อยละ 4.5 ต่อปี",
    "ตัวชี้วัดที่ 2 รายได้จากการท่องเที่ยวเฉลี่ยร้อยละ 12.5 ต่อปี",
    "นักเรียนได้คะแนนเฉลี่ยวิชาคณิตศาสตร์เท่ากับ 41.30 คะแนน",
]


@pytest.mark.parametrize("line", OTHERS)
def test_a_plan_scores_other_things(line: str) -> None:
    assert scores(PLAN + line + "\n\n" + FAR + ITA) == [("all", 91.25)]
    assert scores(PLAN + ITA + FAR + line + "\n") == [("all", 91.25)]


@pytest.mark.parametrize(
    "lines",
    [
        "ดัชนีการรับรู้การทุจริต (CPI) ปี พ.ศ. 2564\n1) ประเทศแรก ได้ 85 คะแนน\n2) ประเทศที่สอง ได้ 48 คะแนน",
        "เยาวชนให้คะแนนด้านความซื่อสัตย์ คะแนนเฉลี่ย 2.24 คะแนน (จากคะแนนเต็ม 3 คะแนน)",
        "แหล่งข้อมูลแรกได้ 36 คะแนน",
        "หน่วยงานผ่านเกณฑ์ 13 หน่วยงาน คิดเป็นร้อยละ 76.47",
        "ระดับ A (85.00-94.99) และระดับ AA (95-100 คะแนน)",
    ],
)
def test_a_report_scores_other_things_too(lines: str) -> None:
    assert scores(REPORT + ITA + lines + "\n") == [("all", 91.25)]


def test_the_assessment_comes_back_after_another_index() -> None:
    index = "ดัชนีการรับรู้การทุจริตของประเทศไทยได้ 35 คะแนน\n\n"
    assert scores(REPORT + index + ITA) == [("all", 91.25)]


def test_a_report_need_not_name_the_assessment_in_every_paragraph() -> None:
    assert scores(REPORT + FAR + "ปีงบประมาณ พ.ศ. 2566 มีคะแนนเฉลี่ย 91.25 คะแนน\n") == [("all", 91.25)]


def test_the_mean_of_an_instrument_stays_its_own_with_words_between() -> None:
    line = "เครื่องมือ OIT มีคะแนนเฉลี่ยสูงสุด คือ เท่ากับร้อยละ 93.66\n"
    assert scores(REPORT + ITA + line) == [("all", 91.25), ("OIT", 93.66)]
