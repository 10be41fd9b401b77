"""How far two short texts are from each other: characters lost, put in, changed, or swapped with their neighbour."""

from collections.abc import Iterable
from functools import lru_cache


def distance(first: str, second: str, most: int) -> int:
    """The least number of such edits (optimal string alignment); ``most + 1`` where it is more than ``most``."""
    if abs(len(first) - len(second)) > most:
        return most + 1
    before: list[int] = []
    above = list(range(len(second) + 1))
    for i, letter in enumerate(first, 1):
        row = [i]
        for j, other in enumerate(second, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == second[j - 2] and first[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, above = above, row
    return min(above[-1], most + 1)


def is_swap(first: str, second: str) -> bool:
    """The two differ by two neighbouring characters that changed places, and by nothing else."""
    if len(first) != len(second):
        return False
    unlike = [at for at, (one, other) in enumerate(zip(first, second, strict=True)) if one != other]
    if len(unlike) != 2 or unlike[1] != unlike[0] + 1:
        return False
    at = unlike[0]
    return first[at] == second[at + 1] and first[at + 1] == second[at]


def nearest(name: str, names: Iterable[str], most: int) -> str | None:
    """The name nearest to ``name`` within ``most`` edits, the first of equals; None where there is none."""
    letters = _letters(name)
    best, least = None, most + 1
    for other in names:
        # an edit takes at most one letter out of the set and puts one in: most names need no closer look
        if least > 1 and len(letters ^ _letters(other)) <= 2 * most:
            found = distance(name, other, least - 1)
            if found < least:
                best, least = other, found
    return best


@lru_cache(maxsize=4096)
def _letters(name: str) -> frozenset[str]:
    return frozenset(name)
