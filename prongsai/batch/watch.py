"""What arrives in folders, converted once it stands still."""

import time
from collections.abc import Generator
from pathlib import Path

from prongsai.batch.manifest import Summary
from prongsai.batch.remote import is_remote
from prongsai.batch.runner import Observer, convert_all
from prongsai.batch.settings import Settings
from prongsai.batch.sources import STDIN, Input, find_inputs
from prongsai.batch.stop import Stop
from schemas.errors import UsageError

INTERVAL = 2.0  # seconds between looks
_Stamp = tuple[int, int]  # bytes, and nanoseconds of the last change


def watch(
    paths: list[str],
    out: Path,
    settings: Settings,
    observer: Observer,
    stop: Stop,
    interval: float = INTERVAL,
) -> Generator[Summary, None, None]:
    """Look at paths every ``interval`` seconds until told to stop; yield the counts of each run that found news.

    A file is taken when it has the same size and time of change at two looks, so that one that is being copied is left
    until it is whole. Each run covers everything that stands still, what is done costing a hash; so tables and
    manifest are of the whole. Raises what :func:`prongsai.batch.runner.convert_all` raises,
    KeyboardInterrupt among it when told to stop.
    """
    if STDIN in paths:
        raise UsageError("standard input cannot be watched")
    if stores := [path for path in paths if is_remote(path)]:
        raise UsageError(f"{stores[0]}: only folders of this machine can be watched")
    before: dict[tuple[str, int | None], _Stamp] = {}
    covered: dict[tuple[str, int | None], _Stamp] = {}
    while True:
        with stop.at_once():
            inputs = _look(paths)
        stamps = {(one.path, one.member): _stamp(one) for one in inputs}
        still = [one for one in inputs if stamps[one.path, one.member] == before.get((one.path, one.member))]
        ready = {(one.path, one.member): stamps[one.path, one.member] for one in still}
        if ready.items() - covered.items():
            covered = ready
            yield convert_all(still, out, settings, observer, stop=stop)
        before = stamps
        with stop.at_once():
            time.sleep(interval)


def _look(paths: list[str]) -> list[Input]:
    """What stands there now; nothing yet is no fault, but a folder that does not exist is."""
    for path in paths:
        if not Path(path).exists():
            raise UsageError(f"{path}: no such file or folder")
    try:
        return find_inputs(paths)
    except UsageError:
        return []


def _stamp(one: Input) -> _Stamp:
    try:
        found = Path(one.path).lstat()
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns
