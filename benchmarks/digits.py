"""The digit recogniser against Tesseract, on the same crops in fonts that it was not trained on.

``python benchmarks/digits.py FOLDER...`` with the folders of fonts that docs/digits.md names. Needs Pillow and
Tesseract's data for Thai. Writes results/digits.json and the tables of docs/digits.md.
"""

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extract.readers.scan.digits import RunReading

ROOT = Path(__file__).resolve().parent.parent
RESULT, CARD = ROOT / "benchmarks" / "results" / "digits.json", ROOT / "docs" / "digits.md"
START, END = "<!-- tables: benchmarks/digits.py -->\n", "<!-- end of tables -->\n"
EMS = {"300": 67.0, "200": 44.0, "150": 33.0}  # pixels of 16 points, by dpi
ENGINES = {"Tesseract tha, psm 7": ("tha", 7), "tha+eng, psm 7": ("tha+eng", 7), "tha+eng, psm 8": ("tha+eng", 8)}
OURS = "recogniser"
STEPS = (0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 1.0)  # of the likelihood of the best reading
MOST_CONFUSED = 12
_WRITTEN = "0123456789.,-+"


def make_runs(folders: Sequence[Path], each: int, seed: int) -> list[dict[str, Any]]:
    """Numbers in the fonts left out, as many at each resolution: image, text as drawn, family, dpi."""
    from training.digits.fonts import TEST, find_faces
    from training.digits.scans import make_crop
    from training.digits.strings import write_number

    faces, rng = find_faces(folders, TEST), random.Random(seed)
    runs: list[dict[str, Any]] = []
    for dpi, em in EMS.items():
        while len(runs) < each * (1 + list(EMS).index(dpi)):
            face = rng.choices(faces, [face.weight for face in faces])[0]
            text = write_number(rng, thai=rng.random() < 0.67)
            crop = make_crop(text, face, rng, em)
            if crop:
                runs.append({"image": crop.image, "text": text, "family": face.family, "dpi": dpi})
    return runs


def as_values(text: str) -> str:
    """What a number says: Arabic digits, point, comma, one kind of minus, plus."""
    from normalise.digits import to_arabic

    return "".join(char for char in to_arabic(text).replace("–", "-").replace("−", "-") if char in _WRITTEN)


def tesseract(languages: str, mode: int) -> Callable[[Any], str]:
    import cv2
    from PIL import Image
    from tesserocr import PyTessBaseAPI

    from extract.readers.scan.engine import PAD, tessdata

    engine = PyTessBaseAPI(path=f"{tessdata()}/", lang=languages, psm=mode)

    def read(image: Any) -> str:
        padded = cv2.copyMakeBorder(image, PAD, PAD, PAD, PAD, cv2.BORDER_CONSTANT, value=255)
        engine.SetImage(Image.fromarray(padded))
        engine.SetSourceResolution(300)
        return str(engine.GetUTF8Text())

    return read


def aligned(drawn: str, read: str) -> list[str]:
    """What stands for each character drawn, by the alignment with the fewest differences; "" for nothing."""
    wide = len(read) + 1
    costs = [list(range(wide))]
    for row, char in enumerate(drawn, 1):
        costs.append([row])
        for column in range(1, wide):
            swap = costs[row - 1][column - 1] + (char != read[column - 1])
            costs[row].append(min(swap, costs[row - 1][column] + 1, costs[row][column - 1] + 1))
    found, row, column = [""] * len(drawn), len(drawn), len(read)
    while row and column:
        same = drawn[row - 1] == read[column - 1]
        if costs[row][column] == costs[row - 1][column - 1] + (not same):
            row, column = row - 1, column - 1
            found[row] = read[column]
        elif costs[row][column] == costs[row - 1][column] + 1:
            row -= 1
        else:
            column -= 1
    return found


def matched(drawn: str, read: str) -> list[bool]:
    """Which characters drawn were read."""
    return [char == other for char, other in zip(drawn, aligned(drawn, read), strict=True)]


def confusions(runs: list[dict[str, Any]], read: list[str]) -> list[tuple[str, str, int]]:
    """What was read in place of what was drawn, most often first; "" for nothing."""
    counts: Counter[tuple[str, str]] = Counter()
    for run, text in zip(runs, read, strict=True):
        shown = [char for char in run["text"].replace("–", "-").replace("−", "-") if as_values(char)]
        pairs = zip(shown, aligned(as_values(run["text"]), as_values(text)), strict=True)
        counts.update((char, other) for char, other in pairs if as_values(char) != other)
    return [(char, other, count) for (char, other), count in sorted(counts.items(), key=lambda item: -item[1])]


def rates(runs: list[dict[str, Any]], read: list[str]) -> dict[str, Any]:
    """Shares read rightly: of each character by its glyph, of whole runs by resolution and by family."""
    glyphs: dict[str, list[bool]] = {}
    whole: dict[str, dict[str, list[bool]]] = {"dpi": {}, "family": {}}
    for run, text in zip(runs, read, strict=True):
        shown = [char for char in run["text"].replace("–", "-").replace("−", "-") if as_values(char)]
        for char, right in zip(shown, matched(as_values(run["text"]), as_values(text)), strict=True):
            glyphs.setdefault(char, []).append(right)
        for kind, by in whole.items():
            by.setdefault(run[kind], []).append(as_values(run["text"]) == as_values(text))
    return {"glyphs": _shares(glyphs), **{kind: _shares(by) for kind, by in whole.items()}}


def _shares(counted: dict[str, list[bool]]) -> dict[str, float]:
    return {name: round(sum(rights) / len(rights), 4) for name, rights in sorted(counted.items())}


def measure(folders: Sequence[Path], each: int, seed: int) -> dict[str, Any]:
    from benchmarks.page import machine
    from extract.readers.scan.digits import read_runs

    runs = make_runs(folders, each, seed)
    images = [run["image"] for run in runs]
    read_runs(images[:1])  # weights are loaded once a process
    started = time.process_time()
    answers = [answer for start in range(0, len(images), 100) for answer in read_runs(images[start : start + 100])]
    spent = time.process_time() - started
    texts = [answer.text for answer in answers]
    engines = {OURS: rates(runs, texts)}
    for name, (languages, mode) in ENGINES.items():
        read = tesseract(languages, mode)
        engines[name] = rates(runs, [read(image) for image in images])
    drawn = Counter(char for run in runs for char in run["text"].replace("–", "-").replace("−", "-"))
    return {
        **machine("numpy", "opencv-python-headless", "tesserocr"),
        "runs": len(runs),
        "milliseconds_per_run": round(1000 * spent / len(runs), 2),
        "engines": engines,
        "drawn": {char: count for char, count in sorted(drawn.items()) if as_values(char)},
        "confused": confusions(runs, texts)[:MOST_CONFUSED],
        **calibration(runs, answers),
    }


def calibration(runs: list[dict[str, Any]], answers: Sequence["RunReading"]) -> dict[str, Any]:
    """How often the best reading is right, by its likelihood; the share of runs whose right text is an option."""
    pairs = [(as_values(run["text"]), dict(answer.options)) for run, answer in zip(runs, answers, strict=True)]
    best = [max(((weight, text) for text, weight in options.items()), default=(0.0, "")) for _, options in pairs]
    steps = []
    for least, most in pairwise(STEPS):
        held = [(weight, read == text) for (weight, read), (text, _) in zip(best, pairs, strict=True)]
        kept = [(weight, right) for weight, right in held if least <= weight < most]
        if kept:
            mean = sum(weight for weight, _ in kept) / len(kept)
            steps.append({"from": least, "runs": len(kept), "mean": round(mean, 4), "right": sum(r for _, r in kept)})
    return {"calibration": steps, "in_options": round(sum(text in own for text, own in pairs) / len(pairs), 4)}


def result_to_tables(result: dict[str, Any]) -> str:
    """The tables of the model card."""
    names = list(result["engines"])
    said = (
        f"{result['runs']} runs; the recogniser took {result['milliseconds_per_run']} ms of CPU a run; "
        f"{result['in_options']:.2%} of the runs stand among its options. {result['date']}, {result['machine']}.\n"
    )
    confused = result["confused"]
    parts = [
        said,
        _table(["digit", "drawn", *names], _rows(result, "glyphs", result["drawn"])),
        _table(["whole runs, dpi of the scan", *names], _rows(result, "dpi")),
        _table(["whole runs, family", *names], _rows(result, "family")),
        _table(["likelihood of the best reading", "runs", "its mean", "right"], _steps(result["calibration"])),
        _table(["drawn", "read", "times"], [[f"`{a}`", f"`{b}`" if b else "nothing", str(n)] for a, b, n in confused]),
    ]
    return "\n".join(parts)


def _rows(result: dict[str, Any], kind: str, drawn: dict[str, int] | None = None) -> list[list[str]]:
    keys = sorted(next(iter(result["engines"].values()))[kind])
    counts = {key: [str(drawn.get(key, 0))] if drawn else [] for key in keys}
    shares = {key: [f"{engine[kind][key]:.1%}" for engine in result["engines"].values()] for key in keys}
    return [[f"`{key}`" if drawn else key, *counts[key], *shares[key]] for key in keys]


def _steps(steps: list[dict[str, Any]]) -> list[list[str]]:
    ends = [*(step["from"] for step in steps[1:]), 1.0]
    return [
        [f"{s['from']:.2f} to {end:.2f}", str(s["runs"]), f"{s['mean']:.3f}", f"{s['right'] / s['runs']:.3f}"]
        for s, end in zip(steps, ends, strict=True)
    ]


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def write_card(result: dict[str, Any]) -> None:
    before, _, rest = CARD.read_text("utf-8").partition(START)
    after = rest.partition(END)[2]
    CARD.write_text(f"{before}{START}{result_to_tables(result)}{END}{after}", "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--each", type=int, default=400, help="runs at each resolution")
    parser.add_argument("--seed", type=int, default=67)
    given = parser.parse_args()
    result = measure(given.folders, given.each, given.seed)
    RESULT.write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n", "utf-8")
    write_card(result)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
