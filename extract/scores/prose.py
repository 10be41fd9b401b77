"""Scores in running text and in lists: "... ปีงบประมาณ พ.ศ. 2567 มีคะแนนเฉลี่ย 93.99 คะแนน ... ระดับ ผ่านดี"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import regex

from extract.indicators import Subject, indicator_of, official, subject_of
from extract.levels import level_of
from extract.scores.found import Found
from extract.scores.owners import Owner, own_again, passage_owner, settle_owners
from extract.scores.tokens import tokens_in
from extract.scores.topic import Topic
from schemas.document import Document, Line
from schemas.records import Origin
from schemas.trace import Span

_HINT = regex.compile(
    r"คะแนน|ร้อยละ|ระดับ|ITA|[IEO]IT|ตัวชี้วัด|\d\s*[.)]\s*\p{Thai}|ปี\s*(?:พ\.ศ\.\s*)?25\d\d\s*[:=]"
    r"|ผลการประเมิน\s*(?:ประจำ)?ปี"
)
_ABOUT = re.compile(r"ITA|คุณธรรมและความโปร่งใส|[IEO]IT|ตัวชี้วัด|ผลการประเมิน")
_MARKER = re.compile(r"[-•●*▪–]|\d{1,2}\s*[.)](?!\d)|[(]\d{1,2}[)]|ตัวชี้วัด|ปี\s*(?:พ\.ศ\.\s*)?25\d\d\s*[:=]")


_BRACKET = 120  # characters of a remark in brackets
_SCORED = re.compile(r"\d\.\d|คะแนน")
_UNWRAPPED = 160  # characters
_LARGEST_CHANGE = 40  # behind "เพิ่มขึ้นจากปี ..." a larger number is that year's score


@dataclass(slots=True)
class _State:
    """What the sentence is about so far. ``year`` outlives the paragraph: a list goes on with the year of its lead.

    ``scored`` is the year (BE) of the last score, to which a level belongs; ``newest`` the latest of the paragraph's
    scores, to which a change belongs; ``home`` the year to come back to after a comparison with another. ``going`` is
    the direction, +1 or -1, of a change whose size is still to come. ``bracket``: where the bracket ends
    that a year was named in, and the year before.
    """

    year: int | None = None
    subject: Subject | None = None
    scored: int | None = None
    newest: int | None = None
    home: int | None = None
    had_overall: bool = False
    going: int | None = None
    bracket: tuple[int, int | None] | None = None

    def forget_paragraph(self) -> None:
        """Begin a paragraph: only the year and the subject outlive the one before."""
        self.scored, self.newest, self.home, self.had_overall, self.going = None, None, None, False, None
        self.bracket = None


def lines_to_found(document: Document, own: str | None = None, tabled: Iterable[Found] = ()) -> list[Found]:
    """Scores, changes and levels stated outside tables, in reading order.

    own: the reporting agency; what is said of another has that one's name, what is said of a group is left out.
    tabled: what tables state, which tells the report's own numbers under another's name.
    """
    found: list[Found] = []
    if not _ABOUT.search(document.text):
        return found
    state, topic, owner = _State(), Topic(document), Owner()
    for paragraph in _paragraphs(document):
        start, end = paragraph[0].span[0], paragraph[-1].span[1]
        text = document.text[start:end]
        owner = passage_owner(text, owner)
        if topic.holds(text) and _HINT.search(text):
            found += settle_owners(text, start, list(_paragraph_to_found(start, text, state)), own, owner)
    return own_again(found, tabled)


def _paragraphs(document: Document) -> Iterator[list[Line]]:
    """Runs of lines that stand together; a line that opens with a list marker stands for itself.

    A line longer than any that was wrapped is a paragraph.
    """
    run: list[Line] = []
    text = document.text
    for _, block in document.blocks():
        below = isinstance(block, Line) and not block.gap and run and run[-1].span[1] - run[-1].span[0] < _UNWRAPPED
        if isinstance(block, Line) and below and not _MARKER.match(text, *block.span):
            run.append(block)
            continue
        if run:
            yield run
        run = [block] if isinstance(block, Line) else []
    if run:
        yield run


def _paragraph_to_found(offset: int, text: str, state: _State) -> Iterator[Found]:
    """Walk the tokens of a paragraph. An instrument or the overall score holds until another subject is named.

    A line of a list may be a bare year and its score, below a lead about the overall score: that subject is kept.
    """
    origin: Origin = "list" if _MARKER.match(text) else "prose"
    if not (origin == "list" and state.subject and state.subject.scope == "overall"):
        state.subject = None
    state.forget_paragraph()
    for match in tokens_in(text):
        _leave_bracket(state, match.start())
        if match["year"]:
            _enter_bracket(text, state, match.start())
            year = int(match["year"])
            state.year = year + 543 if year < 2400 else year
        elif match["against"] or match["since"]:
            _compare(state)
            state.going = _sign(match["since"]) if match["since"] else None
        elif match["apart"] and state.scored == state.year:
            state.year = state.home or state.year
        elif subject := _subject(match, state, origin):
            state.subject = subject
        if not (match["full"] or match["bound"]):
            yield from _values(match, state, origin, offset)
    state.year = state.home or state.year


def _enter_bracket(text: str, state: _State, at: int) -> None:
    """A year that is named in brackets, beside another, holds for the scores inside them."""
    opened = text.rfind("(", max(0, at - _BRACKET), at)
    closed = text.find(")", at, at + _BRACKET)
    if state.year and opened >= 0 <= closed and ")" not in text[opened:at] and _SCORED.search(text, at, closed):
        state.bracket = (closed, state.year)


def _leave_bracket(state: _State, at: int) -> None:
    if state.bracket and at > state.bracket[0]:
        state.year, state.bracket = state.bracket[1], None


def _compare(state: _State) -> None:
    """A comparison turns back to the overall score, and its year holds for its own values alone."""
    state.year = state.home = state.home or state.year
    if state.had_overall:
        state.subject = Subject("overall")


def _subject(match: regex.Match[str], state: _State, origin: Origin) -> Subject | None:
    if match["no"] or match["name"]:
        return _indicator(match)
    if match["instrument"]:
        return subject_of(match["instrument"])
    if match["overall"]:
        mean = match["behind"] and match["overall"].endswith("เฉลี่ย")
        whole = mean or match["overall"].endswith(("ภาพรวม", "รวม"))
        if state.subject is None or (whole and not (origin == "list" and state.subject.scope == "indicator")):
            state.had_overall = True
            return Subject("overall")
    return None


def _indicator(match: regex.Match[str]) -> Subject | None:
    name, stated = match["noname"] or match["name"], int(match["no"]) if match["no"] else None
    named = indicator_of(name) if name else None
    if named:
        return named._replace(stated=stated)
    if stated is not None and 1 <= stated <= 10:
        return Subject("indicator", stated, official()[stated][1], stated)
    return None


def _values(match: regex.Match[str], state: _State, origin: Origin, offset: int) -> Iterator[Found]:
    """The values of one token. A level or a change belongs to the year of the score before it, the later of two."""
    if state.subject is None and match["year"] and match["behind"]:
        state.subject = Subject("overall")
    subject = state.subject or (Subject("overall") if match["level"] and state.year else None)
    if subject is None:
        return

    def span(group: str) -> Span:
        return offset + match.start(group), offset + match.end(group)

    if group := next((name for name in ("score", "behind", "bare", "paren") if match[name]), None):
        value = float("".join(match[group].split()))
        if state.going and value < _LARGEST_CHANGE:
            yield _change(subject, state, state.going * value, origin, span(group))
        elif value > 100 or (group == "paren" and subject.scope == "overall"):
            return
        else:
            state.scored = state.year
            state.newest = max(filter(None, (state.newest, state.year)), default=None)
            yield Found(subject, state.year, "score", value, None, origin, span(group))
    elif match["change"]:
        value = float("".join(match["change"].split()))
        yield _change(subject, state, _sign(match["direction"]) * value, origin, span("change"))
    if level := next((name for name in ("level", "graded", "graded_behind") if match[name]), None):
        yield Found(subject, state.scored or state.year, "rating", None, level_of(match[level]), origin, span(level))


def _change(subject: Subject, state: _State, value: float, origin: Origin, span: Span) -> Found:
    """A change, which is of the later of the years it lies between; what follows is of that year again."""
    year = max(filter(None, (state.home, state.newest, state.year)), default=None)
    state.going, state.year = None, state.home or state.year
    return Found(subject, year, "change", value, None, origin, span)


def _sign(direction: str) -> int:
    return -1 if direction in ("ลดลง", "ต่ำลง", "ต่ำกว่า", "น้อยกว่า") else 1
