"""Ways for a worker to fail, by the first word of a task's name; each is called in a worker process."""

import ctypes
import os
import signal
import sys
import time
from collections.abc import Callable

from prongsai.batch.document import Outcome, Task
from schemas.errors import OutputError


def fail(task: Task) -> Outcome:
    """Do what the task's name says, and return an outcome that says "ok" and the process it was read in."""
    _FAULTS.get(task.name.split()[0], lambda: None)()
    told: object = (lambda: None) if task.name.startswith("unpicklable") else str(os.getpid())
    return Outcome(task.sha256, "ok", told)  # type: ignore[arg-type]


def die_at_once(*_: object) -> None:
    """What a worker does before its first task where a library it needs is gone."""
    os._exit(1)


def _heap() -> None:
    os.write(2, b"free(): invalid pointer\n")
    os.abort()


def _grow() -> None:
    grown = [bytearray(2**25)]
    while grown:
        grown.append(bytearray(2**25))


def _stuck() -> None:
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
    time.sleep(600)


def _raise() -> None:
    raise ZeroDivisionError("a bug")


def _full() -> None:
    raise OutputError("documents/x.json: the disk is full")


def _speak() -> None:
    sys.stdout.write("noise\n")
    os.write(2, b"more noise\n")


_FAULTS: dict[str, Callable[[], object]] = {
    "exit": lambda: os._exit(3),
    "segfault": lambda: ctypes.string_at(0),
    "abort": os.abort,
    "heap": _heap,
    "killed": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "memory": lambda: bytes(2**40),
    "grow": _grow,
    "sleep": lambda: time.sleep(600),
    "stuck": _stuck,
    "raise": _raise,
    "full": _full,
    "speak": _speak,
}
