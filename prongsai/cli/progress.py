"""How far a run is, on standard error, where a person is looking."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text


class _Rate(ProgressColumn):
    """Files a minute."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed * 60:.0f} a minute" if task.speed else "")


class Quiet:
    """Tells nothing."""

    def begin(self, total: int) -> None:
        pass

    def add(self, status: str) -> None:
        pass


class Bar:
    """A bar with the rate, the time that remains, and counts by status."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task = progress.add_task("", total=None, told="")
        self._counts: Counter[str] = Counter()

    def begin(self, total: int) -> None:
        """A run of so many files begins."""
        self._counts.clear()
        self._progress.reset(self._task, total=total, told="")

    def add(self, status: str) -> None:
        """One more file has this status."""
        self._counts[status] += 1
        told = ", ".join(f"{count} {name}" for name, count in sorted(self._counts.items()))
        self._progress.update(self._task, advance=1, told=told)


@contextmanager
def shown_progress() -> Iterator[Bar | Quiet]:
    """A bar while the block runs, or nothing where standard error is no terminal."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield Quiet()
        return
    columns = (BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn(), TextColumn("{task.fields[told]}"))
    with Progress(*columns, console=console, transient=True) as progress:
        yield Bar(progress)
