"""The source behind a document: found again by its path, trusted only when its SHA-256 is still that of the record.

A path comes from the run's own manifest, never from a request; a document is asked for by its id, which is looked up
in the index. What is shown of a source is made in a process of its own (:mod:`prongsai.review.render`), because a
source is a stranger's file.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from prongsai.pipeline import LARGEST

Missing = Literal["gone", "changed", "large"]
_IMAGES = frozenset({"image/png", "image/jpeg", "image/tiff", "image/bmp", "image/webp"})


@dataclass(frozen=True, slots=True)
class Source:
    """A source as it is now. ``data`` is None where ``missing`` says why it cannot be shown.

    paged: it is shown as pictures of pages; else as text.
    """

    name: str
    data: bytes | None
    missing: Missing | None
    paged: bool


def open_source(report: dict[str, Any], run: Path) -> Source:
    """The source of a report (its parsed JSON). A relative path is tried from the working folder, then from the run."""
    about = report["source"]
    paged = about["media_type"] == "application/pdf" or about["media_type"] in _IMAGES
    missing: Missing = "gone"
    for path in (Path(about["path"]), run / about["path"]):
        try:
            if not path.is_file():
                continue
            if path.stat().st_size > LARGEST:
                missing = "large"
                continue
            data = path.read_bytes()
        except (OSError, ValueError):
            continue
        if hashlib.sha256(data).hexdigest() == about["sha256"]:
            return Source(about["name"], data, None, paged)
        missing = "changed"
    return Source(about["name"], None, missing, paged)
