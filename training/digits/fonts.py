"""The fonts that numbers are drawn with: which family trains, which sets the temperature, which is left for the test.

Every file comes from Debian (fonts-thai-tlwg, fonts-arundina, fonts-noto-core, fonts-liberation, fonts-dejavu-core) or
from npm (@fontsource packages, see docs/digits.md). Columns: family; role; weight (how often it is drawn from, over
the others); patterns of the files with Thai signs. Files with Latin signs are found by the same names where a family
ships its scripts apart. Sarabun and Laksaman weigh most, since official documents are set in TH Sarabun, their model.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

TRAIN, VALIDATE, TEST = "train", "validate", "test"

FAMILIES: tuple[tuple[str, str, float, str], ...] = (
    ("Laksaman", TRAIN, 4, "Laksaman*.ttf"),
    ("Sarabun", TRAIN, 4, "sarabun-thai-[3-7]00-*.woff2"),
    ("Garuda", TRAIN, 1, "Garuda*.ttf"),
    ("Kinnari", TRAIN, 1, "Kinnari*.ttf"),
    ("Norasi", TRAIN, 1.5, "Norasi*.ttf"),
    ("Purisa", TRAIN, 0.4, "Purisa*.ttf"),
    ("Sawasdee", TRAIN, 0.7, "Sawasdee*.ttf"),
    ("Tlwg Mono", TRAIN, 0.4, "TlwgMono*.ttf"),
    ("Tlwg Typist", TRAIN, 0.4, "TlwgTypist*.ttf"),
    ("Tlwg Typo", TRAIN, 0.4, "TlwgTypo*.ttf"),
    ("Waree", TRAIN, 1, "Waree*.ttf"),
    ("Arundina Sans", TRAIN, 1, "ArundinaSans*.ttf"),
    ("Noto Sans Thai", TRAIN, 0.7, "NotoSansThai-*.ttf"),
    ("Noto Looped Thai", TRAIN, 1, "NotoLoopedThai-*.ttf"),
    ("Anuphan", TRAIN, 0.6, "anuphan-thai-[3-7]00-*.woff2"),
    ("Bai Jamjuree", TRAIN, 0.5, "bai-jamjuree-thai-[3-7]00-*.woff2"),
    ("Chakra Petch", TRAIN, 0.3, "chakra-petch-thai-[3-7]00-*.woff2"),
    ("Fahkwang", TRAIN, 0.5, "fahkwang-thai-[3-7]00-*.woff2"),
    ("K2D", TRAIN, 0.5, "k2d-thai-[3-7]00-*.woff2"),
    ("Kanit", TRAIN, 1, "kanit-thai-[3-7]00-*.woff2"),
    ("Prompt", TRAIN, 1, "prompt-thai-[3-7]00-*.woff2"),
    ("Noto Serif Thai", VALIDATE, 1, "NotoSerifThai-*.ttf"),
    ("Itim", VALIDATE, 1, "itim-thai-400-*.woff2"),
    ("Tlwg Typewriter", VALIDATE, 1, "TlwgTypewriter*.ttf"),
    ("Loma", TEST, 1, "Loma*.ttf"),
    ("Umpush", TEST, 1, "Umpush*.ttf"),
    ("Arundina Serif", TEST, 1, "ArundinaSerif*.ttf"),
    ("Taviraj", TEST, 1, "taviraj-thai-[3-7]00-*.woff2"),
    ("IBM Plex Sans Thai", TEST, 1, "ibm-plex-sans-thai-thai-[3-7]00-*.woff2"),
    ("Sriracha", TEST, 0.5, "sriracha-thai-400-*.woff2"),
)

# Arabic digits and Latin letters of families without Thai: training only.
LATIN_ONLY = ("LiberationSans-*.ttf", "LiberationSerif-*.ttf", "LiberationSansNarrow-*.ttf", "DejaVuSans*.ttf")


@dataclass(frozen=True)
class Face:
    """One weight and slant of a family: the file with its Thai signs and the file with its Latin ones.

    thai is None for a family without Thai.
    """

    family: str
    weight: float
    thai: Path | None
    latin: Path


def find_faces(folders: Iterable[Path], role: str) -> list[Face]:
    """The faces of one role found in the folders, sorted by name. A family's weight is shared by its faces.

    Raises FileNotFoundError where a family of the table is missing: weights made without it would not be these.
    """
    files = sorted(path for folder in folders for path in folder.rglob("*") if path.suffix in (".ttf", ".woff2"))
    spare = next((path for path in files if path.name == "LiberationSans-Regular.ttf"), None)
    faces = []
    for family, of_role, weight, pattern in FAMILIES:
        if of_role != role:
            continue
        found = [path for path in files if path.match(pattern)]
        if not found or spare is None:
            raise FileNotFoundError(f"no font of {family} or of Liberation Sans in the folders")
        faces += [Face(family, weight / len(found), path, _latin_of(path, spare)) for path in found]
    if role == TRAIN:
        latin = [path for path in files if any(path.match(pattern) for pattern in LATIN_ONLY)]
        faces += [Face(path.stem, 3 / len(latin), None, path) for path in latin]
    return faces


def _latin_of(thai: Path, spare: Path) -> Path:
    """The npm packages ship each script in a file of its own; Noto's Thai fonts hold no Latin digits at all."""
    if thai.suffix == ".woff2":
        before, after = thai.name.rsplit("-thai-", 1)
        return thai.with_name(f"{before}-latin-{after}")
    return spare if thai.name.startswith("Noto") else thai
