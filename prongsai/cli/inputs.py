"""What a command that reads one report at a time is given."""

import sys

from prongsai.batch.sources import STDIN, find_inputs
from prongsai.pipeline import read, read_bytes
from prongsai.report import Report
from schemas.vocabulary.own import Given

__all__ = ["find_paths", "read_input"]


def find_paths(paths: list[str]) -> list[str]:
    """Every file once, folders and patterns opened, in order of name. What stands in archives is left to ``convert``.

    Raises UsageError for a path that does not exist, and when nothing is found.
    """
    return [one.path for one in find_inputs(paths) if one.member is None and not one.refused]


def read_input(path: str, vocabulary: Given) -> Report:
    """Read a file, or standard input for ``-``."""
    if path == STDIN:
        return read_bytes(sys.stdin.buffer.read(), "stdin", vocabulary=vocabulary)
    return read(path, vocabulary=vocabulary)
