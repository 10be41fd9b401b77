"""What a reading from a picture means for findings: the reading may be at fault, and what stayed unread is said."""

from collections.abc import Iterator

from extract.belief import UNSURE_BELOW
from prongsai.audit.case import Case
from prongsai.audit.rules import Words
from schemas.place import PagePlace, Place, Provenance, as_list
from schemas.records import Finding
from schemas.trace import Span

MAY_BE_MISREAD = Words(" (อ่านจากภาพสแกน อาจเกิดจากการอ่านผิด)", " (read off a scan: the reading may be at fault)")
UNREAD_NUMBERS = Words("ตัวเลขในภาพสแกนที่อ่านได้ไม่แน่ชัด", "numbers on a scan that could not be read for sure")
UNSURE_TEXT = Words("ข้อความในภาพสแกนที่อ่านได้ไม่ชัด", "text on a scan that was read with little confidence")


def admit_misreading(case: Case, findings: list[Finding]) -> list[Finding]:
    """Say of every finding on a scanned page that the reading may be at fault, once, whatever its rule."""
    scanned = {page.page for page in case.report.pages if page.reader == "ocr"}
    for finding in findings if scanned else ():
        if any(place.page in scanned for place in _places(case, finding) if isinstance(place, PagePlace)):
            finding.message_th += MAY_BE_MISREAD.th
            finding.message_en += MAY_BE_MISREAD.en
    return findings


def _places(case: Case, finding: Finding) -> Iterator[Place]:
    """Where a finding is, and where the values of its records are."""
    yield from _listed(finding.provenance)
    for ref in finding.records:
        kind, _, number = ref.partition("/")
        if kind == "scores":
            for evidence in case.report.scores[int(number)].evidence:
                yield from _listed(evidence.provenance)
        elif kind == "measures":
            for provenance in case.report.measures[int(number)].provenance.values():
                yield from _listed(provenance)


def _listed(provenance: Provenance | None) -> list[Place]:
    return as_list(provenance) if provenance else []


def unread_numbers(case: Case) -> list[Span]:
    """Intervals of the clean text where a number is unread."""
    beliefs = case.document.readings.beliefs if case.document.readings else []
    return _in_text(case, [belief.reading.span for belief in beliefs if belief.state == "unread"])


def unsure_text(case: Case) -> list[Span]:
    """Intervals of the clean text that were read with little confidence."""
    texts = case.document.readings.texts if case.document.readings else []
    return _in_text(case, [text.span for text in texts if text.confidence < UNSURE_BELOW])


def _in_text(case: Case, raw: list[Span]) -> list[Span]:
    spans = [case.document.trace.forward(*span) for span in raw]
    return [(start, end) for start, end in spans if start < end]
