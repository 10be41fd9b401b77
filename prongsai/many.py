"""Many files to reports, one after another or in several processes."""

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from prongsai.naming import readable
from prongsai.report import Report
from schemas.errors import CrashedInput, InputError, MalformedInput, UsageError
from schemas.vocabulary.own import Given, Vocabulary, to_vocabulary

if TYPE_CHECKING:
    from concurrent.futures import Future

    from pebble import ProcessPool

Result = Report | InputError


def read_many(paths: Iterable[str | Path], jobs: int = 1, *, vocabulary: Given = None) -> Iterator[tuple[Path, Result]]:
    """Read files and yield each path with its report, or with the error that says why there is none.

    In the order of ``paths``, lazily: a path is read when it is asked for, or, with ``jobs`` processes, a little ahead.
    No file ends the others. One that cannot be read gives its :class:`InputError`; so does one that is not there, and
    one whose reading fails in a way nobody foresaw (``CrashedInput``). Memory and time have no limit here: for files
    of strangers by the thousand there is ``prongsai convert``. Raises UsageError where ``jobs`` is less than 1.
    ``vocabulary``: see :func:`prongsai.read`.

    Where processes start afresh (macOS, Windows), a script that asks for ``jobs`` does its work under
    ``if __name__ == "__main__":``, as for every pool of Python's.

    >>> import prongsai
    >>> for path, result in prongsai.read_many(["samples/town_two_years.txt", "samples/nowhere.txt"]):
    ...     if isinstance(result, prongsai.InputError):
    ...         print("no report:", result)
    ...     else:
    ...         print(path.name, len(result.measures), "measures", len(result.scores), "scores")
    town_two_years.txt 5 measures 22 scores
    no report: nowhere.txt: no such file
    """
    if jobs < 1:
        raise UsageError(f"jobs: {jobs} processes read nothing; 1 or more")
    own = to_vocabulary(vocabulary)
    return _in_turn(map(Path, paths), own) if jobs == 1 else _in_processes(map(Path, paths), jobs, own)


def _in_turn(paths: Iterator[Path], own: Vocabulary | None) -> Iterator[tuple[Path, Result]]:
    for path in paths:
        yield path, read_or_error(path, own)


def _in_processes(paths: Iterator[Path], jobs: int, own: Vocabulary | None) -> Iterator[tuple[Path, Result]]:
    """A few more files are under way than there are processes, so that none waits; what is read waits for its turn."""
    from pebble import ProcessPool

    import prongsai.pipeline  # noqa: F401 - before the processes fork, so that they need not load it again each

    with ProcessPool(max_workers=jobs) as pool:
        try:
            ahead = deque((path, _schedule(pool, path, own)) for path in islice(paths, 2 * jobs))
            while ahead:
                path, future = ahead.popleft()
                result = _result(path, future)
                ahead.extend((more, _schedule(pool, more, own)) for more in islice(paths, 1))
                yield path, result
        finally:
            pool.stop()  # type: ignore[no-untyped-call] # who asks for no more does not wait for what is under way


def _schedule(pool: "ProcessPool", path: Path, own: Vocabulary | None) -> "Future[Result]":
    future: Future[Result] = pool.schedule(read_or_error, args=[path, own])
    return future


def _result(path: Path, future: "Future[Result]") -> Result:
    from pebble import ProcessExpired

    try:
        return future.result()
    except ProcessExpired as error:
        return CrashedInput(readable(path.name), f"the process that read it ended with {error.exitcode}")


def read_or_error(path: Path, vocabulary: Vocabulary | None = None) -> Result:
    """Read one file; what would be raised is returned."""
    from prongsai.pipeline import read

    try:
        return read(path, vocabulary=vocabulary)
    except InputError as error:
        return error
    except UsageError:
        return MalformedInput(readable(path.name), "no such file")
    except Exception as error:  # noqa: BLE001 - one file must never end the others; the value names the fault
        return CrashedInput(readable(path.name), f"unexpected {type(error).__name__}: {error}")
