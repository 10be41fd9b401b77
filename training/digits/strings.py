"""What is written on the pictures: numbers as reports have them, and words that are none."""

import random
from collections.abc import Callable

from extract.readers.scan.digits.symbols import ARABIC, THAI

CONSONANTS = "กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
LEADING, TRAILING = "เแโใไ", "ะาๅฯๆ"
MARKS = ["", "", "", "ิ", "ี", "ึ", "ื", "ุ", "ู", "ั", "็", "่", "้", "๊", "๋", "์", "ี่", "ิ่", "้", "ุ่", "ื่", "ํ"]
LATIN = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ"  # not I, l, O, o: they look like digits
SIGNS = "/():%&#*=?!;\"'[]{}<>@•✓"


def _score(rng: random.Random) -> str:
    return rng.choice([f"{rng.uniform(20, 100):.2f}", f"{rng.uniform(0, 100):.2f}", f"{rng.uniform(0, 100):.1f}"])


def _change(rng: random.Random) -> str:
    return rng.choice("-+-–−") + f"{rng.uniform(0, 20):.2f}"


def _year(rng: random.Random) -> str:
    return str(rng.randint(2540, 2575))


def _money(rng: random.Random) -> str:
    return f"{rng.randint(100, 99_999_999):,}" + rng.choice(["", ".00", ".50"])


def _item(rng: random.Random) -> str:
    return (
        f"{rng.randint(1, 40)}" + rng.choice([".", ".", ")", "", "."]) + rng.choice(["", "", f"{rng.randint(1, 12)}"])
    )


def _date(rng: random.Random) -> str:
    mark = rng.choice("/-.")
    return f"{rng.randint(1, 31)}{mark}{rng.randint(1, 12)}{mark}{rng.choice(['', '25'])}{rng.randint(60, 70)}"


def _share(rng: random.Random) -> str:
    return f"{rng.randint(1, 100)}%"


def _bracketed(rng: random.Random) -> str:
    return "(" + rng.choice([_score, _year, _item])(rng) + ")"


def _time(rng: random.Random) -> str:
    return f"{rng.randint(0, 23):02d}{rng.choice(':.')}{rng.randint(0, 59):02d}"


def _digits(rng: random.Random) -> str:
    return "".join(rng.choice(ARABIC) for _ in range(rng.randint(1, 7)))


def _jumble(rng: random.Random) -> str:
    return "".join(rng.choice(ARABIC + ARABIC + ".,-+/():%") for _ in range(rng.randint(2, 7)))


NUMBERS: tuple[tuple[float, Callable[[random.Random], str]], ...] = (
    (4, _score), (1.5, _change), (2, _year), (1, _money), (2, _item), (0.7, _date), (0.4, _share), (0.7, _bracketed),
    (0.3, _time), (4, _digits), (1.5, _jumble),
)  # fmt: skip


def write_number(rng: random.Random, thai: bool) -> str:
    """One number, whole in one script; a jumble of digits and marks now and then, so that no order is learnt."""
    kinds = rng.choices([kind for _, kind in NUMBERS], [weight for weight, _ in NUMBERS])
    text = kinds[0](rng)
    return text.translate(str.maketrans(ARABIC, THAI)) if thai else text


def write_word(rng: random.Random, thai: bool) -> str:
    """One word of letters put together by chance, or a few signs."""
    if rng.random() < 0.12:
        return "".join(rng.choice(SIGNS) for _ in range(rng.randint(1, 3)))
    if not thai:
        return "".join(rng.choice(LATIN) for _ in range(rng.randint(1, 7)))
    return "".join(_syllable(rng) for _ in range(rng.randint(1, 4)))


def _syllable(rng: random.Random) -> str:
    text = rng.choice(CONSONANTS) + rng.choice(MARKS)
    if rng.random() < 0.25:
        text = rng.choice(LEADING) + text
    if rng.random() < 0.4:
        text += rng.choice(TRAILING)
    elif rng.random() < 0.4:
        text += rng.choice(CONSONANTS)
    return text


def write_token(rng: random.Random, thai: bool) -> str:
    """Two numbers out of three tokens; else a word, or a word and a number grown together."""
    dice = rng.random()
    if dice < 0.68:
        return write_number(rng, thai)
    if dice < 0.9:
        return write_word(rng, thai)
    number, word = write_number(rng, thai), write_word(rng, thai)
    return rng.choice([word + number, number + word, f"{word}.{number}"])
