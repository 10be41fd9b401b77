"""One document: from its bytes to its JSON file, and what there is to say about it.

:func:`convert_document` is a plain function of picklable values, so that a pool of processes or a cluster may call it.
It keeps no journal and knows no other document.
"""

import hashlib
import re
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO

from prongsai.batch.archives import open_member
from prongsai.batch.files import open_regular, write_whole
from prongsai.batch.limits import allow_pages
from prongsai.batch.settings import Limits
from prongsai.naming import readable
from prongsai.report import Report
from schemas.corrections import OverlayItem
from schemas.errors import FailureStatus, InputError, LimitExceeded, MalformedInput
from schemas.records import ReportStatus
from schemas.vocabulary.own import Vocabulary

Status = ReportStatus | FailureStatus
_NO_MEMORY = re.compile(  # OpenCV, the C library, its loader of libraries
    r"insufficient memory|cannot allocate memory|out of memory|failed to map segment", re.I
)


@dataclass(frozen=True, slots=True)
class Task:
    """One document to convert. See :class:`prongsai.batch.sources.Input`.

    sha256: of the bytes as the run saw them. documents: the folder its JSON goes to. corrections: those of its content.
    vocabulary: the tables it is read with; None: as they ship.
    """

    path: str
    member: int | None
    name: str
    shown: str
    sha256: str
    documents: str
    limits: Limits
    corrections: tuple[OverlayItem, ...] = ()
    vocabulary: Vocabulary | None = None


@dataclass(slots=True)
class Outcome:
    """What became of one document.

    document_id, reader, pages, agency, province, year_be: None where there is no report, or it does not say. written:
    bytes of its JSON. findings: how many by rule; warnings: those above info, and corrections that do not fit.
    seconds: wall time. transient: it would be tried again without being asked, since the fault was not the document's.
    detail: for the run's log.
    """

    sha256: str
    status: Status
    reason: str | None = None
    document_id: str | None = None
    reader: str | None = None
    pages: int | None = None
    bytes: int | None = None
    warnings: int | None = None
    findings: dict[str, int] = field(default_factory=dict)
    agency: str | None = None
    province: str | None = None
    year_be: int | None = None
    written: int | None = None
    seconds: float = 0.0
    transient: bool = False
    detail: str | None = None


def convert_document(task: Task) -> Outcome:
    """Read a document and write ``documents/ID.json``; a document that gives no report has the status of its fault.

    Raises OutputError where the JSON cannot be written, and MemoryError, which the caller's limits give a meaning.
    """
    began = time.perf_counter()
    try:
        report = _read(task)
    except InputError as error:
        outcome = Outcome(task.sha256, status_of(error), error.cause, detail=_told(error))
        outcome.transient = isinstance(error, _Changed)
    except MemoryError:
        raise
    except Exception as error:  # whatever a reader raises is this document's fault, and is kept
        if _NO_MEMORY.search(str(error)):
            raise MemoryError(str(error)) from error
        outcome = Outcome(task.sha256, "crashed", f"{type(error).__name__}: {error}", detail=_told(error))
        outcome.transient = isinstance(error, ImportError)  # the installation's fault
    else:
        outcome = _write(report, Path(task.documents))
    outcome.reason = " ".join(readable(outcome.reason).split()) if outcome.reason else None
    outcome.seconds = round(time.perf_counter() - began, 3)
    return outcome


def status_of(error: InputError) -> FailureStatus:
    """The status of a file that failed so."""
    return error.limit if isinstance(error, LimitExceeded) else error.status


@contextmanager
def open_bytes(path: str, member: int | None, name: str) -> Iterator[IO[bytes]]:
    """A file or an archive's member as a stream. Raises an InputError, also while it is read."""
    try:
        if member is None:
            with open_regular(path) as file:
                yield file
        else:
            with open_member(path, member, name) as file:
                yield file
    except OSError as error:
        raise MalformedInput(name, f"cannot be read: {(error.strerror or str(error)).lower()}") from error


class _Changed(MalformedInput):
    """The bytes are not those the run saw."""


def _read(task: Task) -> Report:
    from extract.readers.pdf import Limits as PdfLimits
    from prongsai.pipeline import read_bytes

    limits = task.limits
    with open_bytes(task.path, task.member, task.name) as file:
        data = file.read(limits.size + 1)
    check_size(len(data), task.name, limits)
    if hashlib.sha256(data).hexdigest() != task.sha256:
        raise _Changed(task.name, "the file changed while it was read")
    allow_pages(data, limits)
    amend = partial(_corrected, items=task.corrections) if task.corrections else None
    own = PdfLimits(bytes=limits.size, pages=limits.pages)
    return read_bytes(data, task.name, task.shown, own, amend, task.vocabulary)


def _corrected(report: Report, items: tuple[OverlayItem, ...]) -> Report:
    from prongsai.review.corrections import correct_report

    return correct_report(report, items)


def check_size(size: int, name: str, limits: Limits) -> None:
    """Raise LimitExceeded for a file of more bytes than allowed."""
    if size > limits.size:
        raise LimitExceeded(readable(name), f"larger than {limits.size:,} bytes", "limit_size")


def _write(report: Report, documents: Path) -> Outcome:
    from prongsai.export.jsons import report_to_json

    data = report_to_json(report).encode("utf-8")
    write_whole(documents / f"{report.document_id}.json", data)
    heading, findings = report.report, report.findings
    outdated = sum(each.state not in ("applied", "agreed") for each in report.corrections)
    return Outcome(
        report.source.sha256, report.status, report.reason, report.document_id, report.source.reader,
        report.source.pages, report.source.bytes,
        warnings=sum(finding.severity != "info" for finding in findings) + outdated,
        findings=dict(sorted(Counter(finding.rule for finding in findings).items())),
        agency=heading.agency.name,
        province=heading.agency.province,
        year_be=heading.fiscal_year.be if heading.fiscal_year else None,
        written=len(data),
    )  # fmt: skip


def _told(error: BaseException) -> str:
    return readable("".join(traceback.format_exception(error)))
