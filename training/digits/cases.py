"""Make the crops of the tests: `python -m training.digits.cases FOLDER... --out tests/cases/digits`.

Each is drawn in a family left out of training and damaged by chance, or as its name says.
"""

import argparse
import json
import random
from pathlib import Path

import cv2
import numpy as np

from training.digits.fonts import TEST, find_faces
from training.digits.scans import Grey, make_crop

# Columns: name of the file; what is drawn; em in pixels; what is done to the crop besides.
CASES: tuple[tuple[str, str, float, str], ...] = (
    ("year", "๒๕๖๘", 67, ""),
    ("year_coarse", "๒๕๖๗", 40, ""),
    ("score", "๙๙.๘๓", 67, ""),
    ("score_two", "๘๗.๔๕", 60, ""),
    ("change", "-๑.๒๐", 67, ""),
    ("rise", "+๓.๔๖", 67, ""),
    ("money", "๑,๒๕๐,๐๐๐", 67, ""),
    ("item", "๗.", 67, ""),
    ("alone", "๖", 67, ""),
    ("all", "๐๑๒๓๔๕๖๗๘๙", 67, ""),
    ("arabic_all", "0123456789", 60, ""),
    ("arabic_score", "93.99", 50, ""),
    ("dark", "๘๔.๖๐", 67, "turned"),
    ("tint", "๗๖.๗๙", 67, "tinted"),
    ("ruled", "๙๕.๑๗", 67, "ruled"),
    ("date", "๑๓/๐๙/๖๗", 67, ""),
    ("bracket", "(๘๕)", 67, ""),
    ("share", "๙๐%", 67, ""),
    ("word", "หน่วยงาน", 67, ""),
    ("latin", "Draft", 67, ""),
)


def damage(image: Grey, how: str) -> Grey:
    """White on black; half under a highlighter; or with a rule along the foot and one at the left."""
    if how == "turned":
        return 255 - image
    if how == "tinted":
        image = image.copy()
        left = image[:, : image.shape[1] // 2]
        left[:] = np.minimum(left, (left * 0.72).astype(np.uint8))
    if how == "ruled":
        image = cv2.copyMakeBorder(image, 0, 8, 12, 0, cv2.BORDER_REPLICATE)
        image[-4:-1], image[:, 1:4] = 40, 40
    return image


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    faces = [face for face in find_faces(given.folders, TEST) if face.family != "Sriracha"]  # written by hand
    rng, index = random.Random(90), {}
    for name, text, em, how in CASES:
        crop = None
        while crop is None:
            crop = make_crop(text, rng.choice(faces), rng, em)
        cv2.imwrite(str(given.out / f"{name}.png"), damage(crop.image, how))
        index[f"{name}.png"] = text
    (given.out / "index.json").write_text(json.dumps(index, ensure_ascii=False, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
