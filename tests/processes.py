"""Processes that tests start, and waiting: nothing is waited for without end, so that a fault fails and never hangs."""

import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import Any

PATIENCE = 300.0  # seconds: far beyond what a slow machine needs, since no test may depend on speed
Command = Sequence[str | Path]
Ended = subprocess.CompletedProcess[str]


def run_apart(command: Command, *, check: bool = False, timeout: float | None = PATIENCE, **options: Any) -> Ended:
    """A process to its end, with what it said."""
    told = {"capture_output": True, "text": True} | options
    done: Ended = subprocess.run(command, check=check, timeout=timeout, **told)
    return done


@contextmanager
def started(command: Command, **options: Any) -> Iterator["subprocess.Popen[Any]"]:
    """A process that goes on beside the test. It is killed when the test leaves it, or has long waited for it: who
    reads what it says then comes to an end."""
    with subprocess.Popen(command, **options) as process:
        late = Timer(PATIENCE, process.kill)
        late.start()
        try:
            yield process
        finally:
            late.cancel()
            process.kill()  # no harm to one that has ended


def wait_for(what: Callable[[], bool], patience: float = PATIENCE) -> bool:
    """Whether it came in time; looked at often, since tests wait for little things."""
    end = time.monotonic() + patience
    while not what():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


def answers(port: int) -> bool:
    """Whether something listens at this port of loopback."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
