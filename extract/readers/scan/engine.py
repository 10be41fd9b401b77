"""Tesseract: where its data lie, one engine a process, and its answer as lines of symbols with boxes."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extract.readers.scan.arrays import Grey

PAD = 12  # px of white round a crop: Tesseract loses letters that touch its edge
_FOLDERS = (  # Debian's of two versions, then those of other systems
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
)
_LANGUAGES = ("tha", "eng")
_ORIENTATION, _BLOCK, _LINE = 0, 6, 7  # page segmentation modes
_DPI = 300

PixelBox = tuple[float, float, float, float]


@dataclass(slots=True)
class Symbol:
    """One character as the engine gives it, marks apart from their bases.

    box: in pixels of the image given. confidence: 0 to 1. spaced: a space stands before it.
    """

    text: str
    box: PixelBox
    confidence: float
    spaced: bool = False


@dataclass(slots=True)
class SymbolLine:
    """A line of text. ``base`` is the height of its baseline at its middle, in pixels from the image's top."""

    symbols: list[Symbol]
    box: PixelBox
    base: float


def why_not() -> str | None:
    """Return what is missing for reading scans and how to install it, in one sentence; None where nothing is."""
    if find_spec("tesserocr") is None or find_spec("cv2") is None:
        return "reading scans needs the OCR extra: pip install 'prongsai[ocr]'"
    if tessdata() is None:
        packages = "tesseract-ocr-tha tesseract-ocr-eng tesseract-ocr-osd"
        return f"reading scans needs Tesseract's data for Thai: apt install {packages}"
    return None


def tessdata() -> Path | None:
    """The folder with Tesseract's data for Thai: that of TESSDATA_PREFIX, or the one the system has."""
    prefix = os.environ.get("TESSDATA_PREFIX")
    wanted = [Path(prefix), Path(prefix, "tessdata")] if prefix else []
    for folder in (*wanted, *map(Path, _FOLDERS)):
        if (folder / "tha.traineddata").is_file():
            return folder
    return None


@cache
def _engine(languages: str, mode: int) -> Any:
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # more threads than one a process only heat the machine
    from tesserocr import PyTessBaseAPI

    return PyTessBaseAPI(path=f"{tessdata()}/", lang=languages, psm=mode)


def _languages() -> str:
    folder = tessdata() or Path()
    return "+".join(name for name in _LANGUAGES if (folder / f"{name}.traineddata").is_file())


def _show(engine: Any, image: "Grey") -> None:
    height, width = image.shape
    engine.SetImageBytes(image.tobytes(), width, height, 1, width)
    engine.SetSourceResolution(_DPI)


def find_turn(image: "Grey") -> tuple[int, float]:
    """Degrees by which a page is turned clockwise (0, 90, 180, 270), and the engine's trust in that (15 is much)."""
    folder = tessdata()
    if folder is None or not (folder / "osd.traineddata").is_file():
        return 0, 0.0
    engine = _engine("osd", _ORIENTATION)
    _show(engine, image)
    found = engine.DetectOrientationScript()
    return (int(found["orient_deg"]), float(found["orient_conf"])) if found else (0, 0.0)


def read_text(image: "Grey", left: float, top: float, *, single: bool, only: str | None = None) -> list[SymbolLine]:
    """Read a block of text, or a single line, dark on light, at about 300 dpi.

    ``left`` and ``top``, in pixels, are added to every box. only: a model's name, "tha" or "eng", in place of all.
    """
    import numpy as np

    engine = _engine(only if only in _LANGUAGES else _languages(), _BLOCK)
    engine.SetPageSegMode(_LINE if single else _BLOCK)
    _show(engine, np.pad(image, PAD, constant_values=255))
    if not engine.Recognize():
        return []
    return [line for line in _lines(engine.GetIterator(), left - PAD, top - PAD) if line.symbols]


def _lines(iterator: Any, left: float, top: float) -> Iterator[SymbolLine]:
    from tesserocr import RIL

    line: SymbolLine | None = None
    confidence = 0.0
    while iterator is not None and not iterator.Empty(RIL.SYMBOL):
        if iterator.IsAtBeginningOf(RIL.TEXTLINE):
            if line is not None:
                yield line
            line = SymbolLine([], _shifted(iterator.BoundingBox(RIL.TEXTLINE), left, top), _base(iterator, top))
        opens = iterator.IsAtBeginningOf(RIL.WORD)
        if opens:
            confidence = iterator.Confidence(RIL.WORD) / 100
        text = iterator.GetUTF8Text(RIL.SYMBOL)
        if line is not None and text and text.strip():
            spaced = opens and bool(line.symbols) and iterator.BlanksBeforeWord() > 0
            box = _shifted(iterator.BoundingBox(RIL.SYMBOL), left, top)
            letters = text.strip()
            line.symbols.append(Symbol(letters[0], box, confidence, spaced))
            line.symbols += [Symbol(letter, box, confidence) for letter in letters[1:]]
        if not iterator.Next(RIL.SYMBOL):
            break
    if line is not None:
        yield line


def _base(iterator: Any, top: float) -> float:
    from tesserocr import RIL

    ends = iterator.Baseline(RIL.TEXTLINE)
    if ends is None:
        return float(iterator.BoundingBox(RIL.TEXTLINE)[3]) + top
    return float(ends[0][1] + ends[1][1]) / 2 + top


def _shifted(box: tuple[int, int, int, int], left: float, top: float) -> PixelBox:
    return box[0] + left, box[1] + top, box[2] + left, box[3] + top
