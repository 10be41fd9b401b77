"""What the tool is for: reports on integrity measures, not laws, service manuals or plans of other kinds."""

import re

from extract.tables.sheet import Sheet
from schemas.document import Document, Line

_SUBJECT = re.compile(r"คุณธรรม|โปร่งใส|ทุจริต|ประพฤติมิชอบ|จริยธรรม|ธรรมาภิบาล|(?<![A-Za-z])ITA(?![A-Za-z])|สินบน|ของขวัญ")
_LAW = re.compile(
    r"(?:[(]?(?:ร่าง|สำเนา)[)]?\s*)?(?:พระราช(?:บัญญัติ|กฤษฎีกา|กำหนด)|กฎกระทรวง|ระเบียบ|ข้อบังคับ|ข้อบัญญัติ|เทศบัญญัติ"
    r"|คู่มือ(?:สำหรับ|การ|ปฏิบัติ|ประชาชน))"
)
_DURATION = re.compile(r"(?:ภายใน|ไม่เกิน|ประมาณ)?\s*\d+(?:\s*[-–]\s*\d+)?\s*(?:นาที|ชั่วโมง|ชม\.|วัน(?:ทำการ)?)\s*")
_OPENING = 6


def is_in_scope(document: Document) -> bool:
    """True where the text speaks of integrity somewhere and does not open as a law or a manual does."""
    opening = [document.text[slice(*b.span)] for _, b in document.blocks() if isinstance(b, Line)][:_OPENING]
    return bool(_SUBJECT.search(document.text)) and not any(_LAW.match(line) for line in opening[:2])


def is_service_table(document: Document, sheet: Sheet) -> bool:
    """True where the periods are how long a service takes ("5 นาที", "3 วันทำการ"), as in service manuals."""
    columns = [column for column, role in enumerate(sheet.roles) if role == "period"]
    texts = [text for row in sheet.rows for column in columns if (text := document.read(row.cells[column]).strip())]
    return bool(texts) and sum(1 for text in texts if _DURATION.fullmatch(text)) >= 0.6 * len(texts)
