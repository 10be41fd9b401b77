"""prongsai (โปร่งใส): Thai public agencies' integrity reports, from text and PDF to records that can be trusted.

The verbs in the order they run::

    report = prongsai.read("report.docx")           # one file -> Report
    for path, result in prongsai.read_many(paths):  # many files -> Report or InputError each
        ...
    frames = report.to_frames()                     # Report -> tidy pandas DataFrames, one a table
    archive = prongsai.load("records")              # a folder that `prongsai convert` wrote -> DataFrames and Reports
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from prongsai.archive import Archive, load
    from prongsai.export.frames import to_frames
    from prongsai.many import read_many
    from prongsai.pipeline import read, read_bytes
    from prongsai.report import Report
    from schemas.errors import InputError, ProngsaiError, UsageError

__version__ = "0.1.0"
__all__ = [
    "Archive", "InputError", "ProngsaiError", "Report", "UsageError", "__version__", "load", "read", "read_bytes",
    "read_many", "to_frames",
]  # fmt: skip

_HOMES = {
    "Archive": "prongsai.archive",
    "InputError": "schemas.errors",
    "ProngsaiError": "schemas.errors",
    "Report": "prongsai.report",
    "UsageError": "schemas.errors",
    "load": "prongsai.archive",
    "read": "prongsai.pipeline",
    "read_bytes": "prongsai.pipeline",
    "read_many": "prongsai.many",
    "to_frames": "prongsai.export.frames",
}


def __getattr__(name: str) -> Any:
    """Load a verb when it is first asked for, so that importing prongsai costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'prongsai' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """What a shell offers: every verb, loaded or not."""
    return sorted({*globals(), *_HOMES})
