"""What can go wrong, as a tree; every error names the file and the cause in one line.

ProngsaiError
├── InputError            this file gives no report; a batch notes its status and goes on
│   ├── EmptyInput        status malformed: no bytes
│   ├── UnsupportedInput  status unsupported: not a kind of file that is read
│   ├── MalformedInput    status malformed: damaged, truncated, or binary junk
│   ├── EncryptedInput    status encrypted: needs a password
│   ├── LimitExceeded     status limit_size, limit_time or limit_memory
│   └── CrashedInput      status crashed: reading it failed in a way nobody foresaw
├── UsageError            the call is wrong: a path that does not exist, an option that does not fit
└── OutputError           the results cannot be written (disk full, no permission): the run stops
"""

from typing import Any, ClassVar, Literal

FailureStatus = Literal["encrypted", "malformed", "unsupported", "limit_time", "limit_memory", "limit_size", "crashed"]


class ProngsaiError(Exception):
    """Root of the tree."""


class InputError(ProngsaiError):
    """A file that gives no report. ``str()`` is the one line a person needs: file, then cause."""

    status: ClassVar[FailureStatus] = "malformed"

    def __init__(self, name: str, cause: str) -> None:
        super().__init__(f"{name}: {cause}")
        self.name, self.cause = name, cause

    def __reduce__(self) -> tuple[Any, ...]:
        """What makes the error again in another process, which by itself would hand on the one line alone."""
        return type(self), (self.name, self.cause)


class EmptyInput(InputError):
    """The file has no bytes."""


class UnsupportedInput(InputError):
    """The file is of a kind that no reader takes."""

    status: ClassVar[FailureStatus] = "unsupported"


class MalformedInput(InputError):
    """The file is damaged, or not what it says it is."""


class EncryptedInput(InputError):
    """The file needs a password."""

    status: ClassVar[FailureStatus] = "encrypted"


class LimitExceeded(InputError):
    """The file is over a limit; ``limit`` says which."""

    def __init__(self, name: str, cause: str, limit: Literal["limit_size", "limit_time", "limit_memory"]) -> None:
        super().__init__(name, cause)
        self.limit: FailureStatus = limit

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.name, self.cause, self.limit)


class CrashedInput(InputError):
    """Reading the file raised what no reader foresees, or ended its process; the fault is the tool's."""

    status: ClassVar[FailureStatus] = "crashed"


class UsageError(ProngsaiError):
    """The call is wrong."""


class OutputError(ProngsaiError):
    """The results cannot be written."""
