"""The section that a line above a table names: "กลยุทธ์ที่ 2 ...", the title of all that stands in the table."""

import re

from extract.tables.sheet import Sheet
from normalise.wraps import heal_text
from schemas.document import Document

_KINDS = (
    "ประเด็นยุทธศาสตร์?|ประเด็นการพัฒนา|ประเด็น|ยุทธศาสตร์?|กลยุทธ์?|แผนงาน|แผนย่อย|แนวทางการพัฒนา|แนวทาง"
    "|มิติ|ด้าน|เป้าประสงค์|พันธกิจ|องค์ประกอบ|มาตรการ"
)
_TITLE = re.compile(
    rf"[\s*#•-]*(?P<title>(?P<kind>{_KINDS})\s?(?:ที่\s?)?(?P<no>\d{{1,2}}(?:\.\d{{1,2}})*)\s?[).:]?\s*[^\s\d.,)].*)"
)
# A sentence about the thing, or its score, is no title of what follows.
_SENTENCE = re.compile(
    r"\d\s*คะแนน|คะแนน\s*(?:เฉลี่ย|รวม)?\s*\d|(?:ได้|มี|ผล)\s*คะแนน|ร้อยละ|ดังนี้|ได้ดำเนินการ|พบว่า|จำนวน\s*\d"
)
_REACH, _LONGEST, _WRAPS = 4, 320, 60


def section_above(document: Document, sheet: Sheet) -> str | None:
    """The numbered title among the last lines above a table, whole where it wrapped; None where there is none.

    A title that stands in a list of its like (strategy 1, 2, 3) heads no table.
    """
    lines = [(document.text[slice(*line.span)].strip(), line.gap) for line in sheet.context]
    first = max(0, len(lines) - _REACH)
    for index in range(len(lines) - 1, first - 1, -1):
        match = _TITLE.fullmatch(lines[index][0])
        if match is None:
            continue
        title = _whole(match["title"], lines[index + 1 :])
        listed = index > 0 and _is_like(lines[index - 1][0], match["kind"])
        return None if listed or len(title) > _LONGEST or _SENTENCE.search(title) else title
    return None


def _whole(title: str, below: list[tuple[str, bool]]) -> str:
    """The title with the lines that it runs on into: only a long line wraps."""
    lines = [title]
    for text, gap in below:
        if gap or len(lines[-1]) < _WRAPS or _TITLE.fullmatch(text):
            break
        lines.append(text)
    whole = heal_text("\n".join(lines)) if len(lines) > 1 else title
    return " ".join(whole.replace("*", "").split())


def _is_like(line: str, kind: str) -> bool:
    match = _TITLE.fullmatch(line)
    return match is not None and match["kind"] == kind
