"""The heading of a report, put together from its first and last passages."""

import regex

from extract.heading.agency import find_agency
from extract.heading.signature import find_report_date, find_signatory
from extract.scores.axes import years_in
from extract.sheet import Sheet
from normalise.eras import fiscal_year_span
from normalise.periods import parse_period
from normalise.wraps import heal_text
from schemas.document import Document, Line
from schemas.records import FiscalYear, Heading, Kind, ReportingPeriod

_ZONE = 14
_RESULTS = regex.compile(
    r"(?:รายงาน|สรุป)?ผลการ(?:ดำเนิน|ปฏิบัติ|ขับเคลื่อน)|รายงานผลการ(?!วิเคราะห์|ประเมิน)|รายงานการ(?:กำกับ|ดำเนิน|ติดตาม)"
)
_ANALYSIS_OR_PLAN = regex.compile(r"(?P<analysis>วิเคราะห์ผล|ผลการวิเคราะห์|การวิเคราะห์)|มาตรการ|แผน|แนวทาง")
_TITLE = regex.compile(
    r"^(?:เรื่อง\s+)?(?P<title>(?:\(?ร่าง\)?\s*)?(?:รายงาน|มาตรการ|แผน|ประกาศ|สรุป|การวิเคราะห์|วิเคราะห์|ผลการ|แบบรายงาน|การดำเนินการ|การกำหนด|การขับเคลื่อน|การรายงาน|แนวทาง|ข้อมูล|คู่มือ|เอกสาร|การนำผล|การจัดทำ|การส่งเสริม|คำสั่ง|นโยบาย))"
)
_TITLE_GOES_ON = regex.compile(
    r"ภายใน|ประจำ|ของ|และ|ตาม|ใน|เพื่อ|พ\.ศ|ปีงบ|รอบ|\(|เรื่อง|การ(?!ประปา|ไฟฟ้า)|คุณธรรม|ความ|ส่งเสริม|ป้องกัน|ต่อต้าน|เสริมสร้าง|ขับเคลื่อน"
)
_ROUND = regex.compile(
    r"รอบ\s*(?:ระยะเวลา\s*)?[(]?(?P<months>\d{1,2})\s*เดือน(?:\s*(?:แรก|หลัง))?[)]?(?:\s*[(](?P<span>[^()\n]{6,60})[)])?"
)
_YEAR = regex.compile(
    r"(?:ปี\s*งบประมาณ|ประจำปี|ปี)\s*(?:งบประมาณ)?\s*(?:พ\.?\s?ศ\.?)?\s*(2[45]\d\d|20\d\d)(?!\d)|พ\.\s?ศ\.\s*(2[45]\d\d)"
)


def document_to_heading(document: Document, sheets: list[Sheet]) -> Heading:
    """Read title, kind, agency, fiscal year, round, date and signatory. What nothing says stays None or "unknown"."""
    passages = _passages(document, sheets)
    lines = [(document.text[slice(*b.span)], b.gap) for _, b in document.blocks() if isinstance(b, Line)][:60]
    title = _find_title(lines)
    zone = "\n".join(text for text, _ in lines[:_ZONE])
    year = _find_year(title or "", zone, passages)
    return Heading(
        title=title,
        kind=_find_kind(title or "", zone, sheets),
        agency=find_agency(passages),
        fiscal_year=_fiscal_year(year),
        reporting_period=_find_round(title or "", zone, year),
        report_date=find_report_date(passages),
        signatory=find_signatory(passages),
    )


def _passages(document: Document, sheets: list[Sheet]) -> list[str]:
    """Lines of prose, and cells of tables that hold neither measures nor scores, as letterheads and signatures do."""
    others = {id(part) for sheet in sheets if sheet.kind == "other" for part in sheet.parts}
    passages = []
    for _, block in document.blocks():
        if isinstance(block, Line):
            passages.append(document.text[slice(*block.span)])
        elif id(block) in others and len(block.rows) <= 12:
            passages += [
                line
                for row in block.rows
                for cell in row
                if not cell.inherited
                for line in document.read(cell).split("\n")
            ]
    return passages


def _find_title(lines: list[tuple[str, bool]]) -> str | None:
    """The first line that opens as a title does, with the lines that go on below it without a gap."""
    for index, (text, _) in enumerate(lines[:_ZONE]):
        if opening := _TITLE.match(text):
            parts = [text[opening.start("title") :]]
            for below, gap in lines[index + 1 : index + 4]:
                if gap or len(below) > 110 or not _TITLE_GOES_ON.match(below):
                    break
                parts.append(below)
            return heal_text("\n".join(parts)).replace("\n", " ")
    return None


def _find_year(title: str, zone: str, passages: list[str]) -> int | None:
    for text in (title, zone, "\n".join(passages)):
        if match := _YEAR.search(text):
            year = int(match[1] or match[2])
            return year + 543 if year < 2400 else year
    years = [year for text in passages for year in years_in(text)]
    return max(set(years), key=years.count) if years else None


def _fiscal_year(be: int | None) -> FiscalYear | None:
    if be is None:
        return None
    start, end = fiscal_year_span(be)
    return FiscalYear(be=be, ce=be - 543, start=start, end=end)


def _find_kind(title: str, zone: str, sheets: list[Sheet]) -> Kind:
    """By the words of the title, and by whether the measures come with results; "unknown" for neither."""
    roles = {role for sheet in sheets if sheet.kind == "measures" for role in sheet.roles}
    has_results = bool(roles & {"results", "outcomes", "status"})
    for text in (title, zone if roles else ""):
        if _RESULTS.search(text):
            return "results"
        words = _ANALYSIS_OR_PLAN.search(text)
        if words is not None and words["analysis"]:
            return "analysis"
        if words is not None:
            return "results" if has_results and "รายงาน" in zone else "plan"
    if not roles:
        return "unknown"
    return "results" if has_results else "plan"


def _find_round(title: str, zone: str, year: int | None) -> ReportingPeriod | None:
    match = _ROUND.search(title) or _ROUND.search(zone)
    if match is None:
        return None
    period = parse_period(match["span"] or match.group(), year)
    if period.start is None and match["span"]:
        period = parse_period(match.group().split("(")[0], year)
    months = int(match["months"])
    return ReportingPeriod(raw=match.group().strip(), months=months, start=period.start, end=period.end)
