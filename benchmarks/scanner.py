"""Pages as a scanner would have them: rendered, then slanted, blurred, specked, stamped, packed as JPEG in a PDF.

Used to make the samples among ``samples/scans``, in the tests, and to measure. The same seed gives the same pixels.
"""

import time
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from PIL import Image
from pypdfium2 import PdfDocument

Picture = Any  # an array of uint8: height, width, and blue, green, red where it has colours

# Share of blue, green and red that a highlighter lets through.
_TINTS = {"yellow": (0.35, 0.95, 1.0), "green": (0.5, 0.95, 0.55), "pink": (0.8, 0.55, 0.98)}


@dataclass(frozen=True)
class Scan:
    """How pages are scanned. skew in degrees clockwise; turn in degrees clockwise (0, 90, 180, 270).

    noise: standard deviation of the grain, in grey levels. specks: dirt on a square inch. fade: share of the ink lost.
    stamp: a red seal over the text. marker: strips of the page, as shares of its height, under a highlighter, whose
    colour ``tint`` names.
    """

    dpi: int = 200
    skew: float = 0.0
    turn: int = 0
    blur: float = 0.5
    noise: float = 4.0
    specks: float = 0.0
    fade: float = 0.1
    stamp: bool = False
    marker: tuple[tuple[float, float], ...] = ()
    tint: str = "yellow"
    colour: bool = False
    quality: int = 60
    seed: int = 1


def scan_pages(pdf: bytes | Path, scan: Scan, pages: list[int] | None = None) -> list[Picture]:
    """Pictures of the pages, which count from 0; of all of them by default."""
    document = PdfDocument(pdf if isinstance(pdf, bytes) else pdf.read_bytes())
    try:
        wanted = range(len(document)) if pages is None else pages
        rendered = [document[index].render(scale=scan.dpi / 72).to_numpy().copy() for index in wanted]
    finally:
        document.close()
    return [scan_picture(picture, scan, scan.seed + nth) for nth, picture in enumerate(rendered)]


def scan_picture(picture: Picture, scan: Scan, seed: int) -> Picture:
    chance = np.random.default_rng(seed)
    page = picture.astype(np.float32)
    page = 250 - (250 - page) * (1 - scan.fade)
    height, width = page.shape[:2]
    for top, bottom in scan.marker:
        strip = page[round(top * height) : round(bottom * height)]
        strip *= np.array(_TINTS[scan.tint], np.float32)
    if scan.stamp:
        page = _stamped(page, scan.dpi, chance)
    if scan.skew:
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), -scan.skew, 1.0)
        page = cv2.warpAffine(page, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=(250, 250, 250))
    if scan.blur:
        page = cv2.GaussianBlur(page, (0, 0), scan.blur * scan.dpi / 200)
    page = page + chance.normal(0, scan.noise, page.shape[:2])[:, :, None]
    dirt = round(scan.specks * page[:, :, 0].size / scan.dpi**2)
    page[chance.integers(0, height, dirt), chance.integers(0, width, dirt)] = 30
    page = np.clip(page, 0, 255).astype(np.uint8)
    if not scan.colour:
        page = cv2.cvtColor(page, cv2.COLOR_BGR2GRAY)
    return np.ascontiguousarray(np.rot90(page, -scan.turn // 90))


def _stamped(page: Picture, dpi: int, chance: np.random.Generator) -> Picture:
    """A ring of red ink, an inch and a half wide, in the lower right quarter."""
    height, width = page.shape[:2]
    centre = int(width * chance.uniform(0.6, 0.8)), int(height * chance.uniform(0.5, 0.8))
    ink = np.zeros((height, width), np.uint8)
    for radius, stroke in ((0.75, 0.03), (0.52, 0.015)):
        cv2.circle(ink, centre, int(radius * dpi), (255,), max(1, int(stroke * dpi)))
    share = (ink / 255.0 * 0.7)[:, :, None]
    return page * (1 - share) + np.array([60, 50, 200], np.float32) * share


def to_pdf(pictures: list[Picture], scan: Scan) -> bytes:
    """A PDF whose pages are these pictures and nothing else."""
    first, *others = (_image(picture) for picture in pictures)
    out = BytesIO()
    when = time.gmtime(0)
    first.save(
        out, "PDF", save_all=True, append_images=others, resolution=scan.dpi, quality=scan.quality,
        creationDate=when, modDate=when,
    )  # fmt: skip
    return out.getvalue()


def _image(picture: Picture) -> Image.Image:
    return Image.fromarray(picture if picture.ndim == 2 else picture[:, :, ::-1])
