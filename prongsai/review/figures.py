"""From judged items to rates: over all fields, by stratum and its coordinates, and over documents.

Of the items, those called right or wrong are the tests; "cannot tell" is counted beside them, and once more as wrong
for the worst case. Unjudged items and values the run no longer has are counted, never guessed.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from prongsai.review.intervals import Limits, Rate, clustered, rate_of
from prongsai.review.plans import Plan
from prongsai.review.samples import Item, Sample
from prongsai.review.sampling import Stratum

Decision = Literal["passed", "failed", "open", "none"]


@dataclass(frozen=True, slots=True)
class Row:
    """A part of the sample: its label, how many fields of the population and of the sample it holds, and its rate."""

    label: tuple[str, ...]
    size: int
    sampled: int
    unclear: int
    rate: Rate


@dataclass(frozen=True, slots=True)
class Figures:
    """All that a report on a sample states.

    worst: the rate when every "cannot tell" counts as wrong. weighted: the rate with each stratum weighted by its size
        in the population; None while a sampled stratum has no verdict. documents: documents with at least one wrong
        field among documents with a verdict. clustered: limits for fields that err together in a document, see
        :func:`prongsai.review.intervals.clustered`.
    """

    overall: Rate
    worst: Rate
    weighted: float | None
    documents: Rate
    clustered: Limits | None
    sampled: int
    judged: int
    unclear: int
    unjudged: int
    gone: int
    carried: int
    decision: Decision
    strata: list[Row]
    readers: list[Row]
    kinds: list[Row]
    grades: list[Row]


def figures_of(sample: Sample, items: list[Item]) -> Figures:
    """The figures of a sample as it is judged now."""
    wrong, right, unclear = (_count(items, verdict) for verdict in ("wrong", "right", "unclear"))
    gone = sum(item.subject is None for item in items)
    confidence, sizes = sample.plan.confidence, sample.strata
    unjudged = len(items) - wrong - right - unclear - gone

    def rows(part: Callable[[Stratum], tuple[str, ...]]) -> list[Row]:
        return _rows(items, sizes, part, confidence)

    strata = rows(tuple)
    by_document = _by_document(items)
    return Figures(
        overall=rate_of(wrong, wrong + right, confidence),
        worst=rate_of(wrong + unclear, wrong + right + unclear, confidence),
        weighted=_weighted(strata),
        documents=rate_of(sum(errors > 0 for errors, _ in by_document), len(by_document), confidence),
        clustered=clustered(by_document, confidence),
        sampled=len(items),
        judged=wrong + right,
        unclear=unclear,
        unjudged=unjudged,
        gone=gone,
        carried=sum(item.standing is not None and item.standing.carried for item in items),
        decision=_decide(sample.plan, wrong, unclear, unjudged + gone),
        strata=strata,
        readers=rows(lambda stratum: (stratum.reader,)),
        kinds=rows(lambda stratum: (stratum.field,)),
        grades=rows(lambda stratum: (stratum.confidence,)),
    )


def _count(items: Iterable[Item], verdict: str) -> int:
    return sum(item.standing is not None and item.standing.verdict == verdict for item in items)


def _rows(
    items: list[Item], sizes: dict[Stratum, int], part: Callable[[Stratum], tuple[str, ...]], confidence: float
) -> list[Row]:
    held: dict[tuple[str, ...], int] = defaultdict(int)
    for stratum, size in sizes.items():
        held[part(stratum)] += size
    grouped: dict[tuple[str, ...], list[Item]] = defaultdict(list)
    for item in items:
        grouped[part(item.stratum)].append(item)
    found = []
    for label, size in sorted(held.items()):
        own = grouped.get(label, [])
        wrong, right = _count(own, "wrong"), _count(own, "right")
        found.append(Row(label, size, len(own), _count(own, "unclear"), rate_of(wrong, wrong + right, confidence)))
    return found


def _weighted(strata: list[Row]) -> float | None:
    sampled = [row for row in strata if row.sampled]
    if not sampled or any(row.rate.observed is None for row in sampled):
        return None
    return sum(row.size * (row.rate.observed or 0.0) for row in sampled) / sum(row.size for row in sampled)


def _by_document(items: list[Item]) -> list[tuple[int, int]]:
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for item in items:
        if item.standing is not None and item.standing.verdict != "unclear":
            counts[item.sha256][0] += item.standing.verdict == "wrong"
            counts[item.sha256][1] += 1
    return [(wrong, n) for wrong, n in counts.values()]


def _decide(plan: Plan, wrong: int, unclear: int, open_items: int) -> Decision:
    """Failed as soon as the errors exceed what is accepted; passed only when nothing left open could change that."""
    if plan.accept is None:
        return "none"
    if wrong > plan.accept:
        return "failed"
    return "open" if open_items or unclear else "passed"
