"""A token drawn in a font becomes a crop of a scan, with a map of which pixel belongs to which sign."""

import random
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from unicodedata import category

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from training.digits.fonts import Face

EM = 96  # pixels of the em that signs are drawn with, before they are brought to the size of the scan
Grey = NDArray[np.uint8]


@dataclass(frozen=True)
class Crop:
    """A crop, the signs written on it (a Thai letter with its marks is one), and the number of each pixel's sign.

    owner is the size of image: 0 for no sign, else 1 + its place among the signs.
    """

    image: Grey
    signs: tuple[str, ...]
    owner: Grey


@lru_cache(maxsize=400)
def _font(path: Path) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(path), EM)


@lru_cache(maxsize=20_000)
def _draws(path: Path, char: str) -> bool:
    """Whether a file has a glyph for the char: what it lacks looks like what no font has."""
    font = _font(path)
    return bytes(font.getmask(char)) != bytes(font.getmask("\U0010fffe"))


def split_signs(text: str) -> list[str]:
    signs: list[str] = []
    for char in text:
        if signs and category(char) == "Mn":
            signs[-1] += char
        else:
            signs.append(char)
    return signs


def _file_for(sign: str, face: Face) -> Path | None:
    """The file of the face that has the sign; None where neither has it."""
    for path in (face.thai, face.latin):
        if path is not None and all(_draws(path, char) for char in sign):
            return path
    return None


def draw_token(text: str, face: Face, rng: random.Random) -> tuple[Grey, Grey, tuple[str, ...]] | None:
    """Ink (255: full) and owner map at EM pixels; None where the face lacks a sign."""
    signs = split_signs(text)
    found = [_file_for(sign, face) for sign in signs]
    paths = [path for path in found if path]
    if len(paths) < len(signs):
        return None
    tracking = rng.choice([0, 0, 0, 0, rng.uniform(-0.09, 0), rng.uniform(-0.06, 0), rng.uniform(0, 0.12)]) * EM
    wide = int(sum(_font(path).getlength(sign) + tracking for sign, path in zip(signs, paths, strict=True))) + 2 * EM
    ink, owner = np.zeros((2 * EM, wide), np.uint8), np.zeros((2 * EM, wide), np.uint8)
    x = 0.6 * EM
    for number, (sign, path) in enumerate(zip(signs, paths, strict=True), 1):
        picture = Image.new("L", (wide, 2 * EM))
        ImageDraw.Draw(picture).text((x, 1.3 * EM), sign, font=_font(path), fill=255, anchor="ls")
        drawn = np.asarray(picture)
        ink = np.maximum(ink, drawn)
        owner[drawn > 100] = number
        x += _font(path).getlength(sign) + tracking
    return ink, owner, tuple(signs)


def make_crop(text: str, face: Face, rng: random.Random, em: float | None = None) -> Crop | None:
    """A crop at about 300 dpi of a scan made at 150 to 300; None where the face lacks a sign or nothing was drawn.

    em: pixels of the em on the scan; by chance where None, 12 pt at 150 dpi to 21 pt at 300.
    """
    drawn = draw_token(text, face, rng)
    if drawn is None or not drawn[0].any():
        return None
    ink, owner, signs = drawn
    em = em or float(np.exp(rng.uniform(np.log(26), np.log(88))))
    ink, owner = _bent(ink, owner, em / EM, rng)
    ink, owner = _trimmed(ink, owner, rng)
    ink = _underlined(_beside(ink, em, rng), owner, em, rng)
    owner = np.pad(owner, ((0, ink.shape[0] - owner.shape[0]), (0, 0)))
    grey = _scanned(ink.astype(np.float32) / 255, rng)
    finest = min(1.0 if em > 44 else 2.0, 88 / em)
    zoom = rng.choice([1.0, rng.uniform(1.0, finest), finest])
    size = (max(3, round(grey.shape[1] * zoom)), max(3, round(grey.shape[0] * zoom)))
    grey = cv2.resize(grey, size, interpolation=rng.choice([cv2.INTER_CUBIC, cv2.INTER_LINEAR, cv2.INTER_LINEAR]))
    return Crop(grey, signs, cv2.resize(owner, size, interpolation=cv2.INTER_NEAREST))


def _bent(ink: Grey, owner: Grey, scale: float, rng: random.Random) -> tuple[Grey, Grey]:
    """Skewed by up to 2 degrees, sheared, stretched, brought to size."""
    angle = np.radians(rng.gauss(0, 0.7) if rng.random() < 0.7 else rng.uniform(-2, 2))
    shear = rng.gauss(0, 0.04)
    sx, sy = scale * rng.uniform(0.9, 1.12), scale
    high, wide = int(ink.shape[0] * sy) + 8, int(ink.shape[1] * sx) + 8
    turn = np.array([[np.cos(angle), -np.sin(angle) + shear], [np.sin(angle), np.cos(angle)]])
    matrix = turn * np.array([[sx], [sy]])
    centre = np.array([ink.shape[1] / 2, ink.shape[0] / 2])
    shift = np.array([wide / 2, high / 2]) - matrix @ centre
    affine = np.column_stack([matrix, shift])
    blur = max(1, round(0.5 / scale)) * 2 - 1
    soft = cv2.blur(ink, (blur, blur))
    return (
        cv2.warpAffine(soft, affine, (wide, high), flags=cv2.INTER_LINEAR),
        cv2.warpAffine(owner, affine, (wide, high), flags=cv2.INTER_NEAREST),
    )


def _trimmed(ink: Grey, owner: Grey, rng: random.Random) -> tuple[Grey, Grey]:
    """Cut to the ink with a small margin, as a finder of tokens would."""
    rows, columns = np.flatnonzero((ink > 40).any(1)), np.flatnonzero((ink > 40).any(0))
    if not rows.size:
        return ink, owner
    margin = [rng.randint(0, 9) if rng.random() < 0.85 else rng.randint(8, 24) for _ in range(4)]
    box = (
        slice(max(0, rows[0] - margin[0]), rows[-1] + 1 + margin[1]),
        slice(max(0, columns[0] - margin[2]), columns[-1] + 1 + margin[3]),
    )
    return ink[box], owner[box]


def _beside(ink: Grey, em: float, rng: random.Random) -> Grey:
    """Rests of the lines above and below at the edges, now and then, where nothing of the token stands."""
    if rng.random() > 0.1:
        return ink
    ink = ink.copy()
    clear = ~(cv2.dilate(ink, np.ones((3, 3), np.uint8)) > 0)
    high, wide = ink.shape
    for _ in range(rng.randint(1, 3)):
        x, deep = rng.randrange(wide), rng.randint(1, max(1, round(0.12 * em)))
        rest = np.zeros_like(ink)
        at = (x, rng.choice([0, high - 1]))
        cv2.ellipse(rest, at, (rng.randint(1, max(1, round(0.15 * em))), deep), 0, 0, 360, 255, rng.choice([-1, 2]))
        ink = np.where((rest > 0) & clear, rest, ink)
    return ink


def _underlined(ink: Grey, owner: Grey, em: float, rng: random.Random) -> Grey:
    """A line under the token, as under headings; it may touch the token's feet."""
    if rng.random() > 0.05:
        return ink
    rows, columns = np.flatnonzero(owner.any(1)), np.flatnonzero(owner.any(0))
    if not rows.size:
        return ink
    thick, gap = max(1, round(rng.uniform(0.02, 0.06) * em)), round(rng.uniform(-0.02, 0.12) * em)
    foot = rows[-1] + 1 + gap
    ink = np.pad(ink, ((0, max(0, foot + thick - ink.shape[0])), (0, 0)))
    ink[foot : foot + thick, columns[0] : columns[-1] + 1] = 255
    return ink


def _scanned(ink: NDArray[np.float32], rng: random.Random) -> Grey:
    """Ink as share of black becomes the grey of a scan."""
    ink = _pressed(ink, rng)
    ink = _ruled(ink, rng)
    ink = cv2.GaussianBlur(ink, (0, 0), rng.uniform(0.25, 0.9))
    ink = _worn(ink, rng)
    paper, black = rng.uniform(215, 255), rng.uniform(0, 90)
    page = np.full(ink.shape, paper, np.float32)
    _tint(page, rng)
    grey = page * (1 - ink) + np.minimum(black, page) * ink
    noise = np.random.default_rng(rng.getrandbits(32))
    grey += noise.normal(0, rng.choice([0.5, 3, 6, 12]), ink.shape)
    grey = np.clip(grey, 0, 255).astype(np.uint8)
    if rng.random() < 0.18:
        grey = _two_levels(grey, noise, rng)
    if rng.random() < 0.6:
        quality = [cv2.IMWRITE_JPEG_QUALITY, rng.randint(28, 92)]
        grey = cv2.imdecode(cv2.imencode(".jpg", grey, quality)[1], cv2.IMREAD_GRAYSCALE)
    return grey


def _pressed(ink: NDArray[np.float32], rng: random.Random) -> NDArray[np.float32]:
    """Strokes fattened (a copy of a copy, toner) or thinned."""
    dice = rng.random()
    if dice < 0.2:
        return cv2.dilate(ink, cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3))) * 0.5 + ink * 0.5
    if dice < 0.28:
        return cv2.dilate(ink, np.ones((2, 2), np.uint8))
    if dice < 0.36:
        return cv2.erode(ink, cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3))) * 0.5 + ink * 0.5
    return ink


def _ruled(ink: NDArray[np.float32], rng: random.Random) -> NDArray[np.float32]:
    """A rest of a table's rule at an edge, now and then."""
    if rng.random() > 0.07:
        return ink
    ink = ink.copy()
    high, wide = ink.shape
    thick, inset = rng.randint(1, 3), rng.randint(0, 2)
    side = rng.choice("tblr")
    if side in "tb":
        row = inset if side == "t" else high - inset - thick
        ink[max(0, row) : row + thick] = rng.uniform(0.5, 1)
    else:
        column = inset if side == "l" else wide - inset - thick
        ink[:, max(0, column) : column + thick] = rng.uniform(0.5, 1)
    return ink


def _worn(ink: NDArray[np.float32], rng: random.Random) -> NDArray[np.float32]:
    """Ink that fell out: small holes, or a pale stripe."""
    if rng.random() > 0.15:
        return ink
    ink = ink.copy()
    high, wide = ink.shape
    if rng.random() < 0.25:
        row = rng.randrange(high)
        ink[row : row + 1] *= rng.uniform(0.1, 0.7)
        return ink
    for _ in range(rng.randint(1, 1 + wide // 12)):
        centre = (rng.randrange(wide), rng.randrange(high))
        hole = np.zeros_like(ink)
        cv2.circle(hole, centre, rng.randint(0, max(1, high // 24)), 1.0, -1)
        ink *= 1 - hole * rng.uniform(0.4, 1)
    return ink


def _tint(page: NDArray[np.float32], rng: random.Random) -> None:
    """A highlighter's stroke or a shaded cell, over all or a part; or light that falls off to one side."""
    dice = rng.random()
    high, wide = page.shape
    if dice < 0.1:
        page *= rng.uniform(0.62, 0.95)
    elif dice < 0.17:
        top, left = rng.randrange(high), rng.randrange(wide)
        page[top // 3 : high - top // 3, left:] *= rng.uniform(0.62, 0.92)
    elif dice < 0.25:
        page *= np.linspace(1, rng.uniform(0.7, 1), wide, dtype=np.float32)


def _two_levels(grey: Grey, noise: np.random.Generator, rng: random.Random) -> Grey:
    """As a fax or a scanner set to black and white leaves it, with specks."""
    level = (float(grey.min()) + float(grey.max())) / 2 + rng.uniform(-35, 35)
    grey = np.where(grey < level, rng.randint(0, 40), rng.randint(235, 255)).astype(np.uint8)
    specks = noise.random(grey.shape) < rng.choice([0, 0, 0.002, 0.006])
    grey[specks] = 255 - grey[specks]
    return grey
