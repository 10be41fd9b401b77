"""prongsai (โปร่งใส): Thai public agencies' integrity reports, from text and PDF to records that can be trusted.

The verbs in the order they run::

    report = prongsai.read("report.docx")      # one file -> Report
    frames = report.to_frames()                # Report -> tidy pandas DataFrames, one a table
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from prongsai.export.frames import to_frames
    from prongsai.pipeline import read, read_bytes
    from prongsai.report import Report

__version__ = "0.1.0"
__all__ = ["Report", "__version__", "read", "read_bytes", "to_frames"]

_HOMES = {
    "read": "prongsai.pipeline",
    "read_bytes": "prongsai.pipeline",
    "to_frames": "prongsai.export.frames",
    "Report": "prongsai.report",
}


def __getattr__(name: str) -> Any:
    """Load a verb when it is first asked for, so that importing prongsai costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'prongsai' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
