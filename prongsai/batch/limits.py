"""Limits that the operating system holds a process to, set from inside it before it reads a document.

Wall time: an alarm ends the process in whatever library it is; it is set again once the pages are counted. Memory: a
cap on address space beyond what the process starts with, so that the size of libraries does not count. A process that
dies leaves what it said last in a file of its own. Without POSIX only the pool's own time limit holds.
"""

import ctypes
import faulthandler
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from prongsai.batch.settings import Limits

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

MEMORY_EXIT = 86  # a worker that met a MemoryError ends with this code; nothing else ends with it
_FEW = 4  # pages
_BLANK = 20  # characters; a scan may have a stamp or a page number of text
_PARENT_DIED = 1  # PR_SET_PDEATHSIG
_Argument = TypeVar("_Argument")
_Result = TypeVar("_Result")


def confine(scratch: str, memory: int) -> None:
    """Make this process a worker: quiet, limited in memory, without core dumps, and gone when its parent is.

    What it and its libraries print goes to ``scratch/PID.err``.
    """
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _speak_to(Path(scratch, f"{os.getpid()}.err"))
    if sys.platform == "win32":
        return
    import resource

    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PARENT_DIED, signal.SIGKILL)
        Path("/proc/self/oom_score_adj").write_text("500", "ascii")  # goes before the run when the machine is full
    faulthandler.register(signal.SIGALRM, file=2, all_threads=False, chain=True)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    most = memory + _address_space()
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _address_space() -> int:
    """Bytes of address space this process has now; 0 where the system does not say."""
    try:
        pages = Path("/proc/self/statm").read_text("ascii").split()[0]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def _speak_to(path: Path) -> None:
    try:
        out = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    except OSError:
        out = os.open(os.devnull, os.O_WRONLY)  # what libraries print is worth no failure
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(out, 1)
    os.dup2(out, 2)
    faulthandler.enable(file=2)


def run_limited(function: Callable[[_Argument], _Result], argument: _Argument, limits: Limits) -> _Result:
    """Call a function under the alarm. A MemoryError ends the process, since what is left of it is worth little."""
    _forget_words()
    _set_alarm(limits.time + limits.time_a_page)
    try:
        return function(argument)
    except MemoryError:
        traceback.print_exc()
        os._exit(MEMORY_EXIT)
    finally:
        _set_alarm(0)


def allow_pages(data: bytes, limits: Limits) -> None:
    """Set the alarm to what the pages of a PDF may take. Other files have the time of one page."""
    left = signal.getitimer(signal.ITIMER_REAL)[0] if hasattr(signal, "getitimer") else 0.0
    if left and b"%PDF-" in data[:1024]:
        pages, scans = _pages(data, limits)
        _set_alarm(left + limits.time_a_page * max(0, pages - 1) + limits.time_a_scan * scans)


def most_seconds(limits: Limits) -> float:
    """The longest that a document can take before its alarm."""
    return limits.time + (limits.time_a_page + limits.time_a_scan) * limits.pages


def _pages(data: bytes, limits: Limits) -> tuple[int, int]:
    """How many pages a PDF has, and how many of them no text. A few scans fit into the time of the document itself, so
    that short files are not opened page by page for this."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(data)
    except PdfiumError:
        return 1, 0
    try:
        pages = min(len(document), limits.pages)
        return pages, sum(not _has_text(document, index) for index in range(pages)) if pages > _FEW else 0
    finally:
        document.close()


def _has_text(document: "PdfDocument", index: int) -> bool:
    from pypdfium2 import PdfiumError

    try:
        page = document[index]
    except PdfiumError:
        return True  # not read as a scan either
    try:
        text = page.get_textpage()
        try:
            return int(text.count_chars()) > _BLANK
        finally:
            text.close()
    finally:
        page.close()


def _set_alarm(seconds: float) -> None:
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _forget_words() -> None:
    """What stands in the worker's file is of the document it reads now: first when that was begun, by the clock that
    all processes share."""
    try:
        os.ftruncate(2, 0)
    except OSError:
        return  # not a file: nothing is kept
    os.write(2, f"{time.monotonic():.3f}\n".encode())
