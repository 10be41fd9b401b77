"""Names of files as they go into records, messages and other files' names."""

import re
from pathlib import Path

_LONGEST_STEM = 60  # Thai letters take three bytes, and most file systems take 255 for a whole name
_UNFIT = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')


def readable(path: str) -> str:
    """A path in characters that can be written: bytes of a name that are not UTF-8 become U+FFFD."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def document_id(name: str, digest: str) -> str:
    """The stem of a file's name, cut short and fit to be a file's name anywhere, and the start of its SHA-256."""
    stem = _UNFIT.sub("_", Path(name).stem)[:_LONGEST_STEM].strip(" .")
    return f"{stem or 'report'}-{digest[:12]}"
