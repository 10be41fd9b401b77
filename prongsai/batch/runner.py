"""A run in order: inputs found, what is done left out, the rest read in limited processes, tables and manifest written.

1. every input is hashed when its turn comes, the largest first
2. content that the journal knows as done, or that is under way, is not read again
3. the rest goes to the pool; its outcome goes to the journal once its JSON stands
4. at the end: the manifest, then the tidy tables from the JSON files
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Protocol

from prongsai.batch.corrected import ELSEWHERE, UNREAD, Corrected, tell_corrections
from prongsai.batch.document import Outcome, Task, check_size, convert_document, open_bytes, status_of
from prongsai.batch.files import digest_of, output_error, remove_partials
from prongsai.batch.journal import FOLDER, Journal, open_journal
from prongsai.batch.lock import locked
from prongsai.batch.manifest import Summary, log_failure, write_manifest
from prongsai.batch.pool import LimitedPool
from prongsai.batch.remote import Mirror, fetch, is_remote
from prongsai.batch.settings import Settings
from prongsai.batch.sources import Input
from prongsai.batch.stop import Stop
from prongsai.export.tables import write_all
from prongsai.naming import readable
from schemas.errors import FailureStatus, InputError, OutputError

DOCUMENTS = "documents"
_WAIT = 0.2  # seconds for the next outcome; that soon a run that is told to stop does


class Observer(Protocol):
    """Is told how a run goes on."""

    def begin(self, total: int) -> None: ...

    def add(self, status: str) -> None: ...


class Pool(Protocol):
    """Reads documents somewhere: tasks in, outcomes out in the order they end."""

    @property
    def full(self) -> bool: ...

    @property
    def idle(self) -> bool: ...

    def __enter__(self) -> "Pool": ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None: ...

    def submit(self, number: int, task: Task) -> None: ...

    def ended(self, timeout: float) -> Iterator[tuple[int, Outcome]]: ...


def convert_all(
    inputs: Sequence[Input],
    out: Path,
    settings: Settings,
    observer: Observer,
    function: Callable[[Task], Outcome] = convert_document,
    *,
    mirror: Mirror | None = None,
    stop: Stop | None = None,
) -> Summary:
    """Convert inputs into a folder and return the counts. ``mirror`` copies the folder to another store.

    Raises UsageError when another run writes there, OutputError when the disk is full, KeyboardInterrupt when stopped.
    What was finished by then is in the journal, and the next run goes on from there.
    """
    stop = stop or Stop()
    with locked(out / FOLDER, out):
        if mirror is None:
            return _convert(inputs, out, settings, observer, function, mirror=None, stop=stop)
        with stop.at_once():
            mirror.pull()
        try:
            return _convert(inputs, out, settings, observer, function, mirror=mirror, stop=stop)
        finally:
            with stop.at_once(afresh=True):
                mirror.push_rest()  # also when stopped: another machine goes on from what is done


def _convert(
    inputs: Sequence[Input],
    out: Path,
    settings: Settings,
    observer: Observer,
    function: Callable[[Task], Outcome],
    *,
    mirror: Mirror | None,
    stop: Stop,
) -> Summary:
    with open_journal(out, settings.reading_key(), settings.limits.key()) as journal:
        run = _Run(out, settings, observer, journal, mirror, stop)
        run.prepare(len(inputs))
        try:
            with _open_pool(settings, out, function) as pool:
                run.read(inputs, pool)
            summary = run.write()
        except BaseException as error:
            remove_partials(run.documents)  # of the workers that were killed
            run.end("interrupted" if isinstance(error, KeyboardInterrupt) else "failed")
            raise
        run.end("finished")
        return summary


def _open_pool(settings: Settings, out: Path, function: Callable[[Task], Outcome]) -> Pool:
    if settings.cluster is None:
        return LimitedPool(settings.jobs, settings.limits, out / FOLDER / "workers", function)
    from prongsai.batch.cluster import ClusterPool

    return ClusterPool(settings.cluster, settings.limits, function)


class _Run:
    """The state of one run: contents met, and the paths of what is under way."""

    def __init__(
        self, out: Path, settings: Settings, observer: Observer, journal: Journal, mirror: Mirror | None, stop: Stop
    ) -> None:
        self._out, self._settings, self._observer, self._journal = out, settings, observer, journal
        self._mirror, self._fetched, self._stop = mirror, out / FOLDER / "fetched", stop
        self.documents = out / DOCUMENTS
        self._seen: dict[str, int] = {}
        self._shown: dict[int, str] = {}
        self._resumed = 0
        self._corrected, self._read_now = Corrected(settings.corrections), set[str]()

    def prepare(self, total: int) -> None:
        self.documents.mkdir(parents=True, exist_ok=True)
        remove_partials(self.documents)
        remove_partials(self._out)
        if not self._settings.resume:
            for document_id in self._journal.forget():
                (self.documents / f"{document_id}.json").unlink(missing_ok=True)
        self._journal.begin(total)
        self._observer.begin(total)

    def read(self, inputs: Sequence[Input], pool: Pool) -> None:
        """Take every input, the largest first, so that no long one is left for the end."""
        for position in sorted(range(len(inputs)), key=lambda position: -inputs[position].bytes):
            self._take(position, inputs[position], pool)
            while pool.full:
                self._settle(pool)
        while not pool.idle:
            self._settle(pool)

    def _take(self, position: int, one: Input, pool: Pool) -> None:
        """Settle an input at once, or give it to the pool."""
        refused, sha256 = one.refused, ""
        if not refused:
            with self._stop.at_once():
                refused, sha256 = self._hash(position, one)
        if refused:
            self._refuse(position, one, *refused)
        elif self._is_new(position, one, sha256):
            self._shown[position] = one.shown
            path, limits = self._path_here(position, one), self._settings.limits
            told = path, one.member, one.name, one.shown, sha256, str(self.documents), limits
            pool.submit(position, Task(*told, self._corrected.of(sha256), self._settings.vocabulary))
            return
        self._let_go(position)

    def _is_new(self, position: int, one: Input, sha256: str) -> bool:
        """Has this content to be read? Not when it was met in this run, or is done."""
        first = self._seen.setdefault(sha256, position)
        self._journal.note(position, one.shown, sha256, first if first != position else None)
        if first != position:
            self._observer.add("duplicate")
            return False
        done = self._done(sha256, retry_failed=self._settings.retry_failed)
        if done:
            self._resumed += 1
            self._observer.add(done.status)
        return done is None

    def _done(self, sha256: str, *, retry_failed: bool = False) -> Outcome | None:
        key = self._corrected.key(sha256)
        return self._journal.done(sha256, self.documents, retry_failed=retry_failed, corrected=key)

    def _path_here(self, position: int, one: Input) -> str:
        """Where the bytes are on this machine: those of another store are copied to a private file."""
        return str(self._fetched / str(position)) if is_remote(one.path) else one.path

    def _let_go(self, position: int) -> None:
        """The bytes of an input are needed no more."""
        (self._fetched / str(position)).unlink(missing_ok=True)

    def _hash(self, position: int, one: Input) -> tuple[tuple[FailureStatus, str] | None, str]:
        path, limits = self._path_here(position, one), self._settings.limits
        try:
            check_size(one.bytes, one.name, limits)
            if path != one.path:
                fetch(one.path, one.name, Path(path), limits.size)
            with open_bytes(path, one.member, one.name) as file:
                return None, digest_of(file)
        except InputError as error:
            return (status_of(error), readable(error.cause)), ""

    def _refuse(self, position: int, one: Input, status: FailureStatus, reason: str) -> None:
        self._journal.refuse(position, one.shown, status, reason)
        log_failure(self._out, one.shown, Outcome("", status, reason))
        self._observer.add(status)

    def _settle(self, pool: Pool) -> None:
        for position, outcome in pool.ended(_WAIT):
            shown = self._shown.pop(position)
            if outcome.document_id is None:
                log_failure(self._out, shown, outcome)
            elif self._mirror:
                with self._stop.at_once():
                    self._mirror.push(self.documents / f"{outcome.document_id}.json")
            self._journal.keep(outcome, self._corrected.key(outcome.sha256))
            self._read_now.add(outcome.sha256)
            self._observer.add(outcome.status)
            self._let_go(position)
        self._stop.check()

    def write(self) -> Summary:
        """The manifest and the tidy tables of all inputs."""
        summary, ids = write_manifest(self._out, self._journal.entries())
        with self._stop.at_once():
            write_tables(self.documents, ids, self._out, self._settings.formats)
        summary.resumed = self._resumed
        for sha256, count in self._corrected.contents():
            done = self._done(sha256) if sha256 in self._seen else None
            if done and done.document_id:
                report = self.documents / f"{done.document_id}.json"
                summary.corrections += tell_corrections(self._out, report, log=sha256 in self._read_now)
            else:
                summary.corrections[UNREAD if sha256 in self._seen else ELSEWHERE] += count
        return summary

    def end(self, state: str) -> None:
        """Say how the run ended; a journal that cannot be written any more has said so already."""
        with suppress(OutputError):
            self._journal.end(state)


def write_tables(documents: Path, ids: Sequence[str], out: Path, formats: Sequence[str]) -> None:
    """Write the tidy tables of a run. Raises OutputError."""
    try:
        write_all(documents, ids, out, formats)
    except OSError as error:
        raise output_error(Path(error.filename or out), error) from error
