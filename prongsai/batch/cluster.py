"""Documents on a cluster: the pool of :mod:`prongsai.batch.pool`, with its workers on other machines (extra ``ray``).

The run's own process reads the bytes and writes the JSON, so the machines share no folder and only it keeps a journal.
A machine reads each document in a limited child process, by the same function as a run without a cluster. A worker
that dies costs one retry of the document it held; what is done is in the journal and is not sent out again. Every
machine must have what this one has of prongsai, or the same bytes would give different reports.
"""

import os
import shutil
import socket
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack, redirect_stdout
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import gettempdir, mkdtemp
from types import TracebackType
from typing import Any

from prongsai.batch.document import Outcome, Task, convert_document, open_bytes
from prongsai.batch.files import write_whole
from prongsai.batch.limits import most_seconds
from prongsai.batch.pool import LimitedPool
from prongsai.batch.settings import Limits, Settings
from schemas.errors import InputError, UsageError

_STORE = 256 * 2**20  # bytes of the object store of a cluster that is started here
_IN_FLIGHT = 128 * 2**20  # bytes of documents sent out and not come back
_RETRIES = 1
_PATIENCE = 10.0  # seconds for a cluster to answer at all; Ray itself would wait for minutes
_FOLDER = "prongsai-of-"
_Answer = tuple[str, Outcome, bytes | None]


class ClusterPool:
    """Tasks in, outcomes out, in the order they end; see :class:`prongsai.batch.pool.LimitedPool`.

    address: of a running cluster, or "auto": the one this machine belongs to, or else a new one on loopback.
    """

    def __init__(self, address: str, limits: Limits, function: Callable[[Task], Outcome] = convert_document) -> None:
        self._address, self._limits, self._function = address, limits, function
        self._under_way: dict[Any, tuple[int, Task, int]] = {}
        self._refused: deque[tuple[int, Outcome]] = deque()
        self._ray: Any = None
        self._send: Any = None
        self._own_key, self._silence = Settings().reading_key(), ExitStack()

    def __enter__(self) -> "ClusterPool":
        self._ray = connect(self._address)
        nowhere = self._silence.enter_context(Path(os.devnull).open("w"))
        self._silence.enter_context(redirect_stdout(nowhere))  # Ray tells of workers that die where --json prints
        self._send = self._ray.remote(num_cpus=1, max_retries=_RETRIES)(convert_there)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for answer in self._under_way:
            self._ray.cancel(answer, force=True)
        self._ray.shutdown()
        self._silence.close()

    @property
    def full(self) -> bool:
        """Every processor of the cluster has work waiting, or enough bytes are under way."""
        processors = max(1, int(self._ray.cluster_resources().get("CPU", 1)))
        bytes_under_way = sum(size for _, _, size in self._under_way.values())
        return len(self._under_way) >= 3 * processors or bytes_under_way >= _IN_FLIGHT

    @property
    def idle(self) -> bool:
        return not self._under_way and not self._refused

    def submit(self, number: int, task: Task) -> None:
        """Send a task out with its bytes. ``number`` comes back with its outcome."""
        try:
            with open_bytes(task.path, task.member, task.name) as file:
                data = file.read(task.limits.size + 1)
        except InputError as error:
            self._refused.append((number, Outcome(task.sha256, "malformed", error.cause, transient=True)))
            return
        self._under_way[self._send.remote(task, data, self._function)] = number, task, len(data)

    def ended(self, timeout: float) -> Iterator[tuple[int, Outcome]]:
        """Outcomes there are now; where there are none, the first of the next ``timeout`` seconds.

        Raises OutputError where a report cannot be written here, UsageError where the machines have another prongsai
        or none.
        """
        while self._refused:
            yield self._refused.popleft()
        if self._under_way:
            count = len(self._under_way)
            first, rest = self._ray.wait(list(self._under_way), num_returns=1, timeout=timeout)
            more, _ = self._ray.wait(rest, num_returns=count - 1, timeout=0) if first and rest else ([], [])
            for answer in (*first, *more):
                number, task, _ = self._under_way.pop(answer)
                yield number, self._receive(answer, task)

    def _receive(self, answer: Any, task: Task) -> Outcome:
        try:
            key, outcome, written = self._ray.get(answer)
        except self._ray.exceptions.RayError as error:
            if isinstance(getattr(error, "cause", None), ImportError) or "No module named 'prongsai'" in str(error):
                raise UsageError(f"--cluster: its machines cannot load prongsai ({_cause(error)})") from error
            reason = f"lost on the cluster: {_cause(error)}"
            return Outcome(task.sha256, "crashed", reason, transient=True, detail=str(error))
        if key != self._own_key:
            raise UsageError("--cluster: its machines have another prongsai, or other extras; install what is here")
        if written is not None:
            write_whole(Path(task.documents, f"{outcome.document_id}.json"), written)
        return outcome  # type: ignore[no-any-return]


def connect(address: str) -> Any:
    """Connect to a cluster and return the library. Raises UsageError where it is not installed or does not answer.

    A cluster that is begun here asks whoever connects for a token, as is usual with Ray.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    _check_answers(address)
    try:
        import ray
    except ImportError as error:
        raise UsageError("--cluster needs the extra ray: pip install 'prongsai[ray]'") from error
    quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": "ERROR", "configure_logging": True}
    try:
        ray.init(address=address, **quiet)
    except ConnectionError as error:
        if address != "auto":
            raise UsageError(f"--cluster {address}: no cluster answers there") from error
        ray.init(address="local", include_dashboard=False, object_store_memory=_STORE, **quiet)
    return ray


def _check_answers(address: str) -> None:
    """Raise UsageError where an address of the form HOST:PORT is dead."""
    host, colon, port = address.rpartition(":")
    if not colon or not port.isdecimal() or "/" in host:
        return
    try:
        socket.create_connection((host, int(port)), _PATIENCE).close()
    except (OSError, OverflowError) as error:
        raise UsageError(f"--cluster {address}: nothing answers there") from error


def _cause(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__


def convert_there(task: Task, data: bytes, function: Callable[[Task], Outcome]) -> _Answer:
    """Convert a document on the machine that was given it: what reads there, as :meth:`Settings.reading_key` tells it,
    the outcome, and the bytes of its JSON if it has one."""
    folder, pool = _worker(task.limits, function)
    key, path = Settings().reading_key(), folder / task.sha256
    path.write_bytes(data)
    try:
        pool.submit(0, replace(task, path=str(path), member=None, documents=str(folder)))
        outcome = _only(pool, most_seconds(task.limits))
        if outcome.document_id is None:
            return key, outcome, None
        written = folder / f"{outcome.document_id}.json"
        try:
            return key, outcome, written.read_bytes()
        finally:
            written.unlink()
    finally:
        path.unlink()


def _only(pool: LimitedPool, seconds: float) -> Outcome:
    while True:
        for _, outcome in pool.ended(seconds):
            return outcome


@cache
def _worker(limits: Limits, function: Callable[[Task], Outcome]) -> tuple[Path, LimitedPool]:
    """A folder of this worker's own, and its limited child process, which goes with the worker."""
    _clear_away()
    folder = Path(mkdtemp(prefix=f"{_FOLDER}{os.getpid()}-"))
    return folder, _KEPT.enter_context(LimitedPool(1, limits, folder / "workers", function))


def _clear_away() -> None:
    """Remove the folders of workers that are gone: Ray ends its workers without a last word."""
    for folder in Path(gettempdir()).glob(f"{_FOLDER}*"):
        pid = folder.name.removeprefix(_FOLDER).partition("-")[0]
        if pid.isdecimal() and not Path("/proc", pid).exists() and Path("/proc/self").exists():
            shutil.rmtree(folder, ignore_errors=True)


_KEPT = ExitStack()  # what lives as long as the worker
