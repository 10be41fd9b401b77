"""Documents in limited child processes. A process that dies or is killed costs its own document alone.

Processes are forked from a server that has the libraries loaded, so that a new one costs milliseconds. They are
replaced after a number of documents, since libraries leak.
"""

import multiprocessing
import queue
import signal
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from prongsai.batch.document import Outcome, Task, convert_document
from prongsai.batch.limits import MEMORY_EXIT, confine, most_seconds, run_limited
from prongsai.batch.settings import Limits
from schemas.errors import OutputError, ProngsaiError

if TYPE_CHECKING:
    from pebble import ProcessPool

DOCUMENTS_A_WORKER = 250
_GRACE = 30.0  # seconds after which a worker that outlives its own alarm is killed from outside
_LIFE = 60.0  # seconds in which a worker comes to life and takes a task, on the slowest machine
_MOST_BREAKS = 3  # pools that broke one after another without finishing a document
_LAST_WORDS = 8_000  # bytes
_HEAP_DAMAGE = ("free()", "malloc()", "corrupted", "Assertion", "assert")
_LOADED = ["prongsai.cli.app", "prongsai.batch.warm"]


class LimitedPool:
    """Tasks in, outcomes out, in the order they end. Used as a context; leaving it kills what still runs.

    scratch: a folder for what workers say. function: what is called with each task, in the worker.
    """

    def __init__(
        self, jobs: int, limits: Limits, scratch: Path, function: Callable[[Task], Outcome] = convert_document
    ) -> None:
        self._jobs, self._limits, self._scratch, self._function = jobs, limits, scratch, function
        self._pool: ProcessPool | None = None
        self._ended: queue.SimpleQueue[tuple[int, Future[Outcome]]] = queue.SimpleQueue()
        self._tasks: dict[int, Task] = {}
        self._breaks = 0
        self._futures: dict[int, Future[Outcome]] = {}
        self._heard = 0.0  # when a task was given to idle workers, or one ended

    def __enter__(self) -> "LimitedPool":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stop()
        for path in self._scratch.glob("*.err"):
            path.unlink(missing_ok=True)

    @property
    def full(self) -> bool:
        """As many tasks are under way as keep every worker busy; few, so that a stop forgets little."""
        return len(self._tasks) >= 3 * self._jobs

    @property
    def idle(self) -> bool:
        return not self._tasks

    def submit(self, number: int, task: Task) -> None:
        """Give a task. ``number`` comes back with its outcome."""
        if not self._tasks:
            self._heard = time.monotonic()
        self._tasks[number] = task
        self._schedule(number, task)

    def ended(self, timeout: float) -> Iterator[tuple[int, Outcome]]:
        """Outcomes there are now; where there are none, the first of the next ``timeout`` seconds.

        Raises OutputError where a report could not be written, and ProngsaiError when no worker can be kept alive.
        """
        try:
            number, future = self._ended.get(timeout=timeout)
            while True:
                yield from self._settle(number, future)
                number, future = self._ended.get_nowait()
        except queue.Empty:
            waiting = bool(self._futures) and not any(future.running() for future in self._futures.values())
            if waiting and time.monotonic() - self._heard > _LIFE:
                self._begin_again()  # workers die before they take a task, and others are started in their place

    def _settle(self, number: int, future: "Future[Outcome]") -> Iterator[tuple[int, Outcome]]:
        if number not in self._tasks:
            return
        self._heard = time.monotonic()
        outcome = self._to_outcome(self._tasks[number], future)
        if outcome is None:
            self._begin_again()
        else:
            self._breaks = 0
            del self._tasks[number], self._futures[number]
            yield number, outcome

    def _to_outcome(self, task: Task, future: "Future[Outcome]") -> Outcome | None:
        """None where the pool broke and not the task."""
        from pebble import ProcessExpired

        try:
            return future.result()
        except OutputError:
            raise
        except ProcessExpired as error:
            seconds, said = self._last_words(error.pid)
            return replace(_death(task, error.exitcode, said, self._limits), seconds=seconds)
        except FutureTimeoutError:
            seconds = most_seconds(self._limits) + _GRACE
            return Outcome(task.sha256, "limit_time", _too_slow(self._limits), seconds=seconds)
        except Exception as error:  # noqa: BLE001 - the pool's own errors are of every kind
            if self._pool is not None and self._pool.active:
                return Outcome(task.sha256, "crashed", f"{type(error).__name__}: {error}")
            return None

    def _begin_again(self) -> None:
        self._breaks += 1
        if self._breaks > _MOST_BREAKS:
            raise ProngsaiError("the processes that read documents die as soon as they start")
        self._stop()
        self._ended, self._heard = queue.SimpleQueue(), time.monotonic()
        for number, task in self._tasks.items():
            self._schedule(number, task)

    def _schedule(self, number: int, task: Task) -> None:
        if self._pool is None:
            self._pool = self._start()
        ended = self._ended
        timeout = most_seconds(self._limits) + _GRACE
        try:
            future: Future[Outcome] = self._pool.schedule(
                run_limited, args=[self._function, task, self._limits], timeout=timeout
            )
        except RuntimeError as error:
            future = Future()
            future.set_exception(error)
        self._futures[number] = future
        future.add_done_callback(lambda done: ended.put((number, done)))

    def _start(self) -> "ProcessPool":
        from pebble import ProcessPool

        self._scratch.mkdir(parents=True, exist_ok=True)
        told: list[Any] = [str(self._scratch), self._limits.memory]
        return ProcessPool(self._jobs, DOCUMENTS_A_WORKER, initializer=confine, initargs=told, context=_context())

    def _stop(self) -> None:
        if self._pool is not None:
            self._pool.stop()  # type: ignore[no-untyped-call] # pebble gives this one no types
            self._pool.join()
            self._pool = None

    def _last_words(self, pid: int | None) -> tuple[float, str]:
        """How long a worker had read its document, 0 where that is not known, and what it said."""
        try:
            began, _, said = (self._scratch / f"{pid}.err").read_bytes().partition(b"\n")
            seconds = round(time.monotonic() - float(began), 3)
        except (OSError, ValueError):
            return 0.0, ""
        return seconds, said[-_LAST_WORDS:].decode("utf-8", "replace")


def _context() -> Any:
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_LOADED)
    return context


def _death(task: Task, code: int, said: str, limits: Limits) -> Outcome:
    """What the death of a worker says of its document."""
    outcome = Outcome(task.sha256, "crashed", f"the reading process ended with code {code}", detail=said or None)
    if code == MEMORY_EXIT or _died_of_memory(code, said):
        outcome.status, outcome.reason = "limit_memory", f"needs more than {limits.memory // 2**20:,} MB of memory"
    elif sys.platform != "win32" and code == -signal.SIGALRM:
        outcome.status, outcome.reason = "limit_time", _too_slow(limits)
    elif code < 0:
        outcome.reason = f"the reading process was ended by {signal.Signals(-code).name}"
        outcome.transient = (
            sys.platform != "win32" and code == -signal.SIGKILL
        )  # from outside; the file is not at fault
    return outcome


def _died_of_memory(code: int, said: str) -> bool:
    """pdfium and C++ libraries abort where memory runs out; the C library's heap checks say so when they abort. A
    library that dies while it is being loaded had no room."""
    if code == -signal.SIGABRT:
        return not any(word in said for word in _HEAP_DAMAGE)
    return code == -signal.SIGSEGV and "in create_module" in said


def _too_slow(limits: Limits) -> str:
    return f"took longer than {limits.time:g} seconds and what its pages may take"
