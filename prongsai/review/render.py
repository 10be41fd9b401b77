"""Pictures and texts of sources, made in one limited process: what hangs or crashes there takes no page down.

The process is started anew after it was killed. Pictures are kept in memory, the last ones only.
"""

import io
import multiprocessing
import resource
import threading
from collections import OrderedDict
from concurrent.futures import TimeoutError as TooLate
from dataclasses import dataclass
from math import inf
from time import monotonic
from typing import Any

from prongsai.review.seek import seek_on_pages

MEMORY = 2 * 2**30
SECONDS = 30
DOTS_AN_INCH = 120
_MOST_PIXELS = 12_000_000
_KEPT = 48
_AGAIN = 120.0  # seconds after which what failed is tried again: the machine may have been busy, not the file bad


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as PNG, and its size in points as displayed."""

    png: bytes
    width: float
    height: float


class Renderer:
    """Renders for all pages of the desk. ``close`` ends its process."""

    def __init__(self) -> None:
        from pebble import ProcessPool

        # Spawned, not forked: the server has threads, and a fork of those may hang.
        context = multiprocessing.get_context("spawn")
        self._pool = ProcessPool(max_workers=1, context=context, initializer=_limit)
        self._kept: OrderedDict[tuple[str, int | str], tuple[Any, float]] = OrderedDict()
        self._lock = threading.Lock()

    def page(self, sha256: str, data: bytes, number: int) -> Picture | None:
        """Page ``number`` (from 1) of a PDF or picture; None where it cannot be drawn."""
        found = self._made((sha256, number), draw_page, data, number)
        return found if isinstance(found, Picture) else None

    def text(self, sha256: str, data: bytes, name: str) -> str | None:
        """The raw text of a source that places count lines and columns in; None where it cannot be read."""
        found = self._made((sha256, 0), read_text, data, name)
        return found if isinstance(found, str) else None

    def seek(self, sha256: str, data: bytes, wanted: str) -> list[dict[str, Any]]:
        """Where the words stand in a PDF's own text; see :func:`prongsai.review.seek.seek_on_pages`."""
        found = self._made((sha256, wanted), seek_on_pages, data, wanted)
        return found if isinstance(found, list) else []

    def _made(self, key: tuple[str, int | str], make: Any, *args: Any) -> Any:
        with self._lock:
            made, until = self._kept.get(key, (None, 0.0))
            if monotonic() < until:
                self._kept.move_to_end(key)
                return made
        try:
            made = self._pool.schedule(make, args=args, timeout=SECONDS).result()
            until = inf
        except (Exception, TooLate):  # noqa: BLE001 - whatever a stranger's file did to that process, the desk goes on
            made, until = None, monotonic() + _AGAIN
        with self._lock:
            self._kept[key] = made, until
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return made

    def close(self) -> None:
        """End the process."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def draw_page(data: bytes, number: int) -> Picture | None:
    """Draw page ``number`` (from 1) of a PDF, or of a picture file. None where there is no such page."""
    if b"%PDF-" in data[:1024]:
        return _draw_pdf(data, number)
    return _draw_picture(data, number)


def _draw_pdf(data: bytes, number: int) -> Picture | None:
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        if not 1 <= number <= len(document):
            return None
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(DOTS_AN_INCH / 72, (_MOST_PIXELS / max(width * height, 1)) ** 0.5)
        image = page.render(scale=scale, may_draw_forms=False).to_pil()
    return Picture(_png(image), width, height)


def _draw_picture(data: bytes, number: int) -> Picture | None:
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = 40_000_000
    with Image.open(io.BytesIO(data)) as image:
        if number > getattr(image, "n_frames", 1):
            return None
        image.seek(number - 1)
        shown = ImageOps.exif_transpose(image).convert("RGB")
    across, down = (float(dots) or 72.0 for dots in image.info.get("dpi", (72.0, 72.0)))
    width, height = shown.width * 72 / across, shown.height * 72 / down
    shown.thumbnail((2400, 2400))
    return Picture(_png(shown), width, height)


def _png(image: Any) -> bytes:
    """As few colours as a page of text needs: a fifth of the bytes, and no difference an eye would see."""
    out = io.BytesIO()
    image.convert("RGB").quantize(64, dither=0).save(out, "PNG", optimize=False, compress_level=6)
    return out.getvalue()


def read_text(data: bytes, name: str) -> str:
    """The text of a source as its reader lays it out, before any repair."""
    from extract.readers import read_document

    return read_document(data, name).trace.raw
