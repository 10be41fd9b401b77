"""Scores in running text and in lists: "... ปีงบประมาณ พ.ศ. 2567 มีคะแนนเฉลี่ย 93.99 คะแนน ... ระดับ ผ่านดี"."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import regex

from extract.indicators import Subject, indicator_of, name_pattern, official, subject_of
from extract.levels import level_of, level_pattern
from extract.scores.found import Found
from schemas.document import Document, Line
from schemas.records import Origin
from schemas.trace import Span

_HINT = regex.compile(r"คะแนน|ร้อยละ|ระดับ|ITA|[IEO]IT|ตัวชี้วัด")
_ABOUT = regex.compile(r"ITA|คุณธรรมและความโปร่งใส|[IEO]IT|ตัวชี้วัด|ผลการประเมิน")
_MARKER = regex.compile(r"[-•●*▪–]|\d{1,2}\s*[.)]|[(]\d{1,2}[)]|ตัวชี้วัด")


@cache
def _tokens() -> regex.Pattern[str]:
    """One pattern for all that a sentence about scores is made of; what is no score matches first and is passed over.

    Groups: full (full marks), bound (a pass mark, target or count), year, no + name or name alone (indicator),
    instrument, change with its number, score, level, overall.
    """
    number = r"\d{1,3}(?:\.\s?\d{1,4})?"
    return regex.compile(
        rf"""
        (?P<full>(?:คะแนน)?\s*เต็ม\s*[(]?\s*{number}\s*(?:คะแนน)?)
      | (?P<bound>(?:เกณฑ์|ไม่น้อยกว่า|ไม่ต่ำกว่า|มากกว่า|น้อยกว่า|ต่ำกว่า|สูงกว่า|เกินกว่า|เกิน|ตั้งแต่|ค่าเป้าหมาย|เป้าหมาย|ถึงร้อยละ)
            (?:(?!ได้|มี)[^\d\n]){{0,24}}?{number}\s*(?:คะแนน)?(?:\s*[-–]\s*{number}\s*(?:คะแนน)?)?
          | {number}\s*(?:คะแนน)?\s*ขึ้นไป | \d+\s*(?:ตัวชี้วัด|ข้อ|ประเด็น|ด้าน|หน่วยงาน|แห่ง|คน|เรื่อง|ครั้ง))
      | (?:ปี\s*งบประมาณ|ประจำปี|ปี|พ\.?\s?ศ\.)\s*(?:งบประมาณ)?\s*(?:พ\.?\s?ศ\.?)?\s*(?P<year>2[45]\d\d|20\d\d)(?!\d)
      | ตัวชี้วัด\s*(?:ย่อย)?\s*(?:ที่)?\s*[(]?(?P<no>\d{{1,2}})(?!\d)[).:]*\s*(?:ด้าน|เรื่อง)?\s*(?P<noname>{name_pattern()})?
      | (?:\d{{1,2}}\s*[.)]\s*)?(?:ด้าน|เรื่อง|ตัวชี้วัด)?\s*(?P<name>{name_pattern()})
      | (?P<instrument>(?<![A-Za-z])[IEO]IT(?![A-Za-z]))
      | (?P<direction>เพิ่มขึ้น|สูงขึ้น|ดีขึ้น|ลดลง|ต่ำลง)(?:[^\d\n]{{0,40}}?)(?P<change>{number})(?!\d)(?!\s*(?:ตัวชี้วัด|ข้อ))
      | (?P<score>{number})\s*คะแนน
      | (?:คะแนน|ร้อยละ)\s*(?:ภาพรวม|รวม|เฉลี่ย)?\s*(?:ที่ได้|เท่ากับ|อยู่ที่|ได้|คือ|เป็น|ร้อยละ|=|:)*\s*[(]?
            (?P<bare>\d{{1,3}}\.\s?\d{{1,4}})(?!\d)
      | [(]\s*(?P<paren>\d{{1,3}}\.\d{{2}})\s*[)]
      | (?:ระดับ|เกรด)\s*(?:ผลการประเมิน)?\s*(?:คือ|:)?\s*[“"'(]?\s*(?P<level>{level_pattern()})
      | (?P<overall>คะแนน\s*(?:ภาพรวม|เฉลี่ย|รวม|ของหน่วยงาน)|(?:ผล|มี|ได้|ได้รับ)\s*คะแนน|ภาพรวม|คะแนน\s*ITA|ผลการประเมิน)
        """,
        regex.VERBOSE,
    )


@dataclass(slots=True)
class _State:
    """What the sentence is about so far. ``year`` outlives the paragraph: a list goes on with the year of its lead."""

    year: int | None = None
    subject: Subject | None = None
    about: bool = False


def lines_to_found(document: Document) -> list[Found]:
    """Scores, changes and levels stated outside tables, in reading order."""
    state = _State()
    found: list[Found] = []
    for paragraph in _paragraphs(document):
        start, end = paragraph[0].span[0], paragraph[-1].span[1]
        text = document.text[start:end]
        if _HINT.search(text):
            found += _paragraph_to_found(start, text, state)
    return found


def _paragraphs(document: Document) -> Iterator[list[Line]]:
    """Runs of lines that stand together; a line that opens with a list marker stands for itself."""
    run: list[Line] = []
    for _, block in document.blocks():
        if isinstance(block, Line) and not block.gap and run and not _MARKER.match(document.text, *block.span):
            run.append(block)
            continue
        if run:
            yield run
        run = [block] if isinstance(block, Line) else []
    if run:
        yield run


def _paragraph_to_found(offset: int, text: str, state: _State) -> Iterator[Found]:
    """Walk the tokens of a paragraph. An instrument or the overall score holds until another subject is named."""
    origin: Origin = "list" if _MARKER.match(text) else "prose"
    state.subject, state.about = None, bool(_ABOUT.search(text)) or state.about
    for match in _tokens().finditer(text):
        if match["year"]:
            year = int(match["year"])
            state.year = year + 543 if year < 2400 else year
        elif match["no"] or match["name"]:
            state.subject = _indicator(match)
        elif match["instrument"]:
            state.subject = subject_of(match["instrument"])
        elif match["overall"]:
            if state.subject is None or match["overall"].endswith(("ภาพรวม", "เฉลี่ย", "รวม")):
                state.subject = state.subject if origin == "list" and state.subject else Subject("overall")
        elif state.about and not (match["full"] or match["bound"]):
            yield from _token_to_found(match, state, origin, offset)


def _indicator(match: regex.Match[str]) -> Subject | None:
    name, stated = match["noname"] or match["name"], int(match["no"]) if match["no"] else None
    named = indicator_of(name) if name else None
    if named:
        return named._replace(stated=stated)
    if stated is not None and 1 <= stated <= 10:
        return Subject("indicator", stated, official()[stated][1], stated)
    return None


def _token_to_found(match: regex.Match[str], state: _State, origin: Origin, offset: int) -> Iterator[Found]:
    if state.subject is None:
        return
    if match["level"]:
        span = (offset + match.start("level"), offset + match.end("level"))
        yield Found(state.subject, state.year, "rating", None, level_of(match["level"]), origin, span)
    elif match["change"]:
        value = float(match["change"].replace(" ", ""))
        signed = -value if match["direction"] in ("ลดลง", "ต่ำลง") else value
        span = (offset + match.start("change"), offset + match.end("change"))
        yield Found(state.subject, state.year, "change", signed, None, origin, span)
    elif group := next((name for name in ("score", "bare", "paren") if match[name]), None):
        yield from _score(match, group, state, origin, offset)


def _score(match: regex.Match[str], group: str, state: _State, origin: Origin, offset: int) -> Iterator[Found]:
    value, span = float(match[group].replace(" ", "")), _span(match, group, offset)
    assert state.subject is not None
    if value <= 100 and not (group == "paren" and state.subject.scope == "overall"):
        yield Found(state.subject, state.year, "score", value, None, origin, span)


def _span(match: regex.Match[str], group: str, offset: int) -> Span:
    return offset + match.start(group), offset + match.end(group)
