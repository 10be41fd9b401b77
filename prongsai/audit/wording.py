"""How messages name things, in both languages."""

from prongsai.audit.rules import Words
from schemas.records import Measure, Origin, Score

LONGEST = 70

ORIGINS: dict[Origin, Words] = {
    "table": Words("ตาราง", "the table"),
    "list": Words("รายการ", "the list"),
    "prose": Words("ข้อความ", "the text"),
}
COLUMNS = {"responsible": Words("ผู้รับผิดชอบ", "responsible unit"), "results": Words("ผลการดำเนินการ", "result")}


def name_score(score: Score) -> Words:
    """What a score is of: indicator, instrument or total, the agency of a league row, and the year."""
    if score.scope == "indicator":
        words = Words(f"ตัวชี้วัดที่ {score.indicator_no} {score.indicator_name}", f"indicator {score.indicator_no}")
    elif score.scope == "instrument":
        words = Words(f"คะแนน {score.instrument}", f"{score.instrument} score")
    else:
        words = Words("คะแนนรวม", "overall score")
    th, en = words
    if score.agency:
        th, en = f"{score.agency} {th}", f"{score.agency}, {en}"
    if score.fiscal_year_be:
        th, en = f"{th} ปี {score.fiscal_year_be}", f"{en} of {score.fiscal_year_be}"
    return Words(th, en)


def shorten(text: str, most: int = LONGEST) -> str:
    """The text on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def name_measure(measure: Measure) -> str:
    """A measure by its number and name."""
    number = f"{measure.seq}. " if measure.seq is not None else ""
    return shorten(number + measure.measure)
