"""A seeded sample, stratified: which fields of a run an auditor judges, and in what order.

Every field gets a number from the seed and its own key by SHA-256; within a stratum those with the lowest numbers are
taken. So a sample depends on the seed and the fields alone, not on the machine, the order of files or the version of
a random generator; anyone can draw it again, and a larger sample of the same seed holds the smaller one's choice of
each stratum.
"""

import hashlib
import heapq
from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Stratum(NamedTuple):
    """What a sample is spread over. ``confidence`` is the grade of :mod:`prongsai.review.confidence`."""

    reader: str
    field: str
    confidence: str


class Drawn(NamedTuple):
    """One field drawn: the number of its row, and its stratum."""

    number: int
    stratum: Stratum


def lot_number(seed: str, key: str) -> int:
    """The number a field draws, 0 to 2**64 - 1."""
    return int.from_bytes(hashlib.sha256(f"{seed}\x00{key}".encode()).digest()[:8])


def allocate(sizes: Mapping[Stratum, int], n: int, least: int = 0) -> dict[Stratum, int]:
    """Spread ``n`` over strata in proportion to their sizes, by largest remainders; no stratum beyond its size.

    ``least`` fields of every stratum (or all of a smaller one) are taken first, where ``n`` has room for that; the
    sample is then no longer proportional, and rates over strata have to be weighted.
    """
    n = min(n, sum(sizes.values()))
    floor = {stratum: min(least, size) for stratum, size in sizes.items()}
    if sum(floor.values()) > n:
        floor = dict.fromkeys(sizes, 0)
    open_sizes = {stratum: size - floor[stratum] for stratum, size in sizes.items()}
    room, total = n - sum(floor.values()), sum(open_sizes.values())
    if not total:
        return floor
    # In whole numbers: a quota is room * size / total, and its remainder is compared exactly.
    given = {stratum: floor[stratum] + room * size // total for stratum, size in open_sizes.items()}
    order = sorted(sizes, key=lambda stratum: (-(room * open_sizes[stratum] % total), stratum))
    for stratum in order[: n - sum(given.values())]:
        given[stratum] += 1
    return given


def draw(
    fields: Iterable[tuple[int, str, Stratum]], sizes: Mapping[Stratum, int], seed: str, n: int, least: int = 0
) -> list[Drawn]:
    """Draw ``n`` of ``fields`` (row number, key, stratum), spread as :func:`allocate` says.

    The order is that of the numbers drawn, over all strata, so that whoever stops half-way has judged a random half.
    """
    wanted = allocate(sizes, n, least)
    chosen: dict[Stratum, list[tuple[int, int]]] = {stratum: [] for stratum in sizes}
    for number, key, stratum in fields:
        heap, item = chosen[stratum], (-lot_number(seed, key), number)
        if len(heap) < wanted[stratum]:
            heapq.heappush(heap, item)
        elif heap and item > heap[0]:
            heapq.heapreplace(heap, item)
    drawn = [(-lot, number, stratum) for stratum, heap in chosen.items() for lot, number in heap]
    return [Drawn(number, stratum) for _, number, stratum in sorted(drawn)]
