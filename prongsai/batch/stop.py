"""Being told to stop, without harm: a run notices a signal between two steps.

An exception that a signal raises in the middle of anything may leave a lock held for ever; the threads of a pool then
wait for it, and the run for them. So the signal is only noted, and what may last long without locks says so.
"""

from collections.abc import Iterator
from contextlib import contextmanager


class Stop:
    """Whether a run was told to stop. :meth:`tell` is the handler of signals, which come to the main thread alone."""

    def __init__(self) -> None:
        self._told, self._at_once = False, False

    def tell(self, *_: object) -> None:
        """Note it. Raises KeyboardInterrupt inside :meth:`at_once`."""
        self._told = True
        if self._at_once:
            raise KeyboardInterrupt

    def check(self) -> None:
        """Raise KeyboardInterrupt if it was told."""
        if self._told:
            raise KeyboardInterrupt

    @contextmanager
    def at_once(self, *, afresh: bool = False) -> Iterator[None]:
        """What may be broken off anywhere, and may last: files read or sent, tables written, sleep.

        afresh: only what is told from now on counts, so that clearing up after a stop can be stopped too.
        """
        self._told = self._told and not afresh
        self._at_once = True
        try:
            self.check()
            yield
        finally:
            self._at_once = False
