"""Exit codes, and the one line a person reads when something is wrong."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum

import typer

from schemas.errors import InputError, OutputError, UsageError


class Exit(IntEnum):
    """What a run ended with."""

    OK = 0
    UNEXPECTED = 1
    USAGE = 2
    SOME_FAILED = 3
    NOTHING = 4
    RESOURCE = 5
    INTERRUPTED = 130


@contextmanager
def guarded() -> Iterator[None]:
    """Turn errors into one line on standard error and an exit code; a traceback never reaches a person.

    A reader of standard output that goes away, as ``head`` does, is no error.
    """
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is still held has nowhere to go
        raise typer.Exit(Exit.OK) from None
    except UsageError as error:
        _stop(str(error), Exit.USAGE)
    except InputError as error:
        _stop(str(error), Exit.NOTHING)
    except OutputError as error:
        _stop(str(error), Exit.RESOURCE)
    except OSError as error:
        code = Exit.RESOURCE if error.errno in (errno.ENOSPC, errno.EDQUOT) else Exit.USAGE
        _stop(f"{error.filename or 'output'}: {(error.strerror or str(error)).lower()}", code)


def _stop(message: str, code: Exit) -> None:
    typer.echo(f"prongsai: {' '.join(message.split())}", err=True)
    raise typer.Exit(code)
