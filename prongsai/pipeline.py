"""The order of the stages, written once: bytes in, one report out.

1. read        bytes -> Document       extract.readers
2. clean       Document -> Document    extract.clean          mark-up, repairs, digits, wraps
3. belief      Document -> Document    extract.belief         numbers read off pictures: agreed, settled or unread
4. sheets      Document -> [Sheet]     extract.tables.sheets         tables joined, headers read, columns given roles;
                                       extract.entries tells those of a user's families
5. scores of tables   [Sheet] -> [Found]   extract.scores.grid; tells which tables are no score tables
6. heading     Document -> Heading     extract.heading
7. scores      [Found], prose -> [Score]   extract.scores
8. measures    [Sheet] -> [Measure]    extract.measures; [Sheet] -> [Entry]  extract.entries
9. mentions    Document -> [Mention]   extract.mentions
10. audit      Report -> [Finding]     prongsai.audit

Where persons corrected values, theirs are put in between 9 and 10, so that the audit is of what then stands.
"""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from extract.belief import believe, note_heading, without_unread
from extract.claims import unclaimed
from extract.clean import clean_document
from extract.entries import kept_to_entries, sheets_to_kept
from extract.heading import document_to_heading
from extract.measures import sheet_to_measures
from extract.mentions import document_to_mentions, unread_mentions
from extract.readers import read_document
from extract.readers.pdf.drawn.limits import Limits
from extract.readers.scan import why_not
from extract.scores.found import Found
from extract.scores.grid import sheets_to_found
from extract.scores.merge import found_to_scores
from extract.scores.prose import lines_to_found
from extract.scores.years import settle_years
from extract.tables.sheet import Sheet
from extract.tables.sheets import document_to_sheets
from prongsai.assemble import page_verdicts, repair_records, table_records, without_veil
from prongsai.audit import audit
from prongsai.naming import document_id, readable
from prongsai.report import Report
from schemas.document import Document
from schemas.errors import LimitExceeded, MalformedInput, UsageError
from schemas.record import Record
from schemas.records import Heading, Measure, ReportStatus, Score, Source
from schemas.trace import Span
from schemas.vocabulary import using
from schemas.vocabulary.own import Given, to_vocabulary

LARGEST = 100 * 1024 * 1024
Amend = Callable[[Report], Report]


def read(path: str | Path, *, vocabulary: Given = None) -> Report:
    """Read one file to a report.

    ``vocabulary``: a folder of tables that add to the built-in ones (docs/vocabulary.md), or one that was read before.

    Raises UsageError where there is no such file, or a table is wrong, and an InputError, whose text names file and
    cause, for a file that gives no report: damaged, of a kind that is not read, over a limit, or closed to this user.

    >>> report = read("samples/town_two_years.txt")
    >>> report.report.agency.name
    'เทศบาลตำบลหนองแก้วมณี'
    >>> report.scores[0].score, report.scores[0].evidence[0].raw
    (88.12, '๘๘.๑๒')
    """
    path = Path(path)
    try:
        if path.stat().st_size > LARGEST:
            raise LimitExceeded(readable(path.name), f"larger than {LARGEST // 2**20} MB", "limit_size")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise UsageError(f"{readable(str(path))}: no such file") from error
    except OSError as error:
        cause = (error.strerror or str(error)).lower()
        raise MalformedInput(readable(path.name), f"cannot be read: {cause}") from error
    return read_bytes(data, path.name, str(path), vocabulary=vocabulary)


def read_bytes(
    data: bytes,
    name: str,
    path: str = "-",
    limits: Limits | None = None,
    amend: Amend | None = None,
    vocabulary: Given = None,
) -> Report:
    """Read a file's bytes to a report. ``name`` serves messages and the document's id; ``limits``: None, the usual.

    ``amend`` puts persons' corrections in before the records are audited; see :mod:`prongsai.review.corrections`.
    ``vocabulary``: see :func:`read`.

    >>> read_bytes("ตัวชี้วัดที่ 3 การใช้อำนาจ ปี 2567 ได้ 91.2 คะแนน".encode("cp874"), "note.txt").scores[0].score
    91.2
    """
    with using(to_vocabulary(vocabulary)):
        return _bytes_to_report(data, readable(name), readable(path), limits, amend)


def _bytes_to_report(data: bytes, name: str, path: str, limits: Limits | None, amend: Amend | None) -> Report:
    document = read_document(data, name, limits)
    source = Source(
        name=name,
        path=path,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=document.media_type,
        reader=document.reader,
        pages=len(document.pages),
        bytes=len(data),
    )
    return document_to_report(document, source, amend)


def document_to_report(document: Document, source: Source, amend: Amend | None = None) -> Report:
    """Read a document, as a reader left it, to a report. ``amend``: see :func:`read_bytes`."""
    repairs = clean_document(document)
    unread = believe(document)
    sheets = document_to_sheets(document)
    kept = sheets_to_kept(sheets)
    tabled = sheets_to_found(document, [sheet for sheet in sheets if sheet.kind != "entries"])
    heading = document_to_heading(document, sheets)
    scores = _scores(document, tabled, heading, unread)
    measures = _measures(document, sheets, heading)
    entries = kept_to_entries(document, kept, sheets, heading.fiscal_year.be if heading.fiscal_year else None)
    mentions = document_to_mentions(document)
    note_heading(document, heading, mentions)
    status, reason = _status(document, measures or scores or entries)
    report = Report(
        document_id=document_id(source.name, source.sha256),
        status=status,
        reason=reason,
        source=source,
        report=heading,
        measures=measures,
        scores=scores,
        entries=entries,
        mentions=mentions,
        pages=page_verdicts(document),
        repairs=repair_records(document, repairs),
        unclaimed=unclaimed(document, sheets, measures, scores, entries) + unread_mentions(document),
        tables=table_records(document, sheets),
    )
    if amend:
        report = amend(report)
    report.findings = audit(report, document)
    return without_veil(report) if document.readings else report


def _scores(
    document: Document, tabled: list[tuple[Sheet, list[Found]]], heading: Heading, unread: list[tuple[Found, Span]]
) -> list[Score]:
    """Scores of tables, then of lists and prose; what names no year gets one, what is ``unread`` has no value."""
    in_tables = without_unread(document, [item for _, found in tabled for item in found])
    prose = lines_to_found(document, heading.agency.name, in_tables)
    report_year = heading.fiscal_year.be if heading.fiscal_year else None
    settle_years(document, tabled, prose, report_year)
    for item in prose:
        item.year = item.year or report_year
    return found_to_scores(document, without_unread(document, in_tables + prose, unread))


def _measures(document: Document, sheets: list[Sheet], heading: Heading) -> list[Measure]:
    year = heading.fiscal_year.be if heading.fiscal_year else None
    measures: list[Measure] = []
    for sheet in sheets:
        if sheet.kind == "measures":
            measures += sheet_to_measures(document, sheet, year, len(measures) + 1)
    return measures


def _status(document: Document, records: Sequence[Record]) -> tuple[ReportStatus, str | None]:
    textless = [page for page in document.pages if page.quality in ("none", "garbage")]
    unread = [page.number for page in textless if "blank" not in page.figures]
    if textless and len(textless) == len(document.pages) and not document.text.strip():
        return "ok_no_text", _why_unread(document, "no page has a text layer", "no text could be read on any page")
    if unread:
        numbers = ", ".join(map(str, unread))
        return "partial", _why_unread(
            document, f"pages not read, no usable text layer: {numbers}", f"no text could be read on pages: {numbers}"
        )
    if not records:
        return "ok_no_records", "no measure table and no score found"
    return "ok", None


def _why_unread(document: Document, missing: str, seen: str) -> str:
    """What to install where that is the reason, else that the pages were looked at: blank, a picture, handwriting."""
    if any("ocr_missing" in page.figures for page in document.pages):
        return f"{missing}; {why_not()}"
    return seen
