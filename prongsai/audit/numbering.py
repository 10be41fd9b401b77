"""Rules of numbering: measures count on without gaps and without repeats."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from normalise.digits import to_arabic
from prongsai.audit.case import Case
from prongsai.audit.rules import Fault, Value, Words, rule
from prongsai.audit.wording import name_measure
from schemas.place import Provenance
from schemas.records import Measure

_DECIMAL = re.compile(r"\d\s*\.\s*\d")
_GOES_ON = re.compile(r"[(]\s*ต่อ\s*[)]")
_ITEM = re.compile(r"(\d{1,2})(?<![^\s>(]\d)(?<![^\s>(]\d\d)\s?[.)](?!\s?\d)")
_LISTS = ("steps", "results", "outcomes", "issues", "recommendations", "follow_up")
_ITEMS = Words("ข้อย่อย", "items")
_MEASURES = Words("มาตรการ", "measures")
_DENSE = 5


@dataclass(slots=True)
class _Run:
    """Numbered measures from one restart to the next: indices of ``report.measures`` and their numbers."""

    members: list[int] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)


@rule("sequence-gap")
def sequence_gap(case: Case) -> Iterator[Fault]:
    """Within a run every number from 1 stands. A run that lists some indicators by their numbers is whole as it is."""
    for run in _runs(case):
        known = set(run.numbers)
        before = 0
        for at, number in zip(run.members, run.numbers, strict=True):
            if number > before + 1 and not known.issuperset(range(before + 1, number)):
                yield _gap(case, run, at, before, number)
            before = max(before, number)
    yield from _item_faults(case, gaps=True)


def _gap(case: Case, run: _Run, at: int, before: int, after: int) -> Fault:
    lone_start = before == 0 and after > 3
    info = lone_start or (_are_indicators(case, run) and not _nearly_all(run))
    values: dict[str, Value] = {"what": _MEASURES, "before": before, "after": after}
    return Fault(values, before + 1, after, [f"measures/{at}"], _place(case.report.measures[at]), info)


@rule("sequence-duplicate")
def sequence_duplicate(case: Case) -> Iterator[Fault]:
    """Within a run no number stands twice, unless one cell is merged over several measures or a measure goes on."""
    for run in _runs(case):
        first: dict[int, int] = {}
        info = _are_indicators(case, run)
        for at, number in zip(run.members, run.numbers, strict=True):
            if number in first:
                values: dict[str, Value] = {"what": _MEASURES, "number": number}
                records = [f"measures/{first[number]}", f"measures/{at}"]
                yield Fault(values, None, number, records, _place(case.report.measures[at]), info)
            first.setdefault(number, at)
    yield from _item_faults(case, gaps=False)


def _runs(case: Case) -> Iterator[_Run]:
    run, last = _Run(), None
    for at, measure in enumerate(case.report.measures):
        number = _number(measure)
        if number is None or _goes_on(measure, last):
            continue
        if run.numbers and number == 1 and (run.numbers[-1] > 1 or _stands_apart(case, measure, last)):
            yield run
            run = _Run()
        run.members.append(at)
        run.numbers.append(number)
        last = measure
    if run.numbers:
        yield run


def _number(measure: Measure) -> int | None:
    """The measure's number; None for one like 1.2, or for a cell merged from above."""
    if "seq" in measure.inherited or _DECIMAL.search(to_arabic(measure.raw.get("seq", ""))):
        return None
    return measure.seq


def _goes_on(measure: Measure, last: Measure | None) -> bool:
    """The same number and name again, or (ต่อ): one measure over a page break."""
    if last is None or measure.seq != last.seq:
        return False
    return measure.measure == last.measure or _GOES_ON.search(measure.measure) is not None


def _stands_apart(case: Case, measure: Measure, last: Measure | None) -> bool:
    """Another section, another indicator or another table: there numbering may begin anew, even behind a lone 1."""
    if last is None or measure.section != last.section or measure.indicator != last.indicator:
        return True
    places = [case.table_of(_place(one)) for one in (measure, last)]
    return places[0] != places[1]


def _place(measure: Measure) -> Provenance | None:
    """Where the measure's number stands, else its name."""
    return measure.provenance.get("seq") or measure.provenance.get("measure")


def _are_indicators(case: Case, run: _Run) -> bool:
    """Every number of the run is that of the measure's indicator, and they are more than a plain count."""
    pairs = [(number, case.report.measures[at].indicator) for at, number in zip(run.members, run.numbers, strict=True)]
    return all(indicator is not None and indicator.no == number for number, indicator in pairs)


def _nearly_all(run: _Run) -> bool:
    """Numbers from 1 with hardly one left out: then it was left out."""
    return len(run.numbers) >= _DENSE and run.numbers[0] == 1 and len(set(run.numbers)) >= 0.75 * max(run.numbers)


def _item_faults(case: Case, *, gaps: bool) -> Iterator[Fault]:
    """Numbered items inside a cell; they restart and nest as they please, so nothing here is more than info."""
    for index, measure in enumerate(case.report.measures):
        for role in _LISTS:
            numbers = _item_numbers(measure.raw.get(role, ""))
            for before, after in pairwise(numbers):
                if (after == before + 2) if gaps else (after == before):
                    yield _item_fault(index, measure, role, before, after)
                    break


@lru_cache(maxsize=512)
def _item_numbers(raw: str) -> tuple[int, ...]:
    """Numbers of the items of a cell, where they begin at 1 and are three or more. Two rules ask for each cell."""
    numbers = tuple(int(match[1]) for match in _ITEM.finditer(to_arabic(raw)))
    return numbers if len(numbers) > 2 and numbers[0] == 1 else ()


def _item_fault(index: int, measure: Measure, role: str, before: int, after: int) -> Fault:
    name = name_measure(measure)
    what = Words(f"{_ITEMS.th} {name}", f"{_ITEMS.en} of {name}")
    values: dict[str, Value] = {"what": what, "before": before, "after": after, "number": after}
    return Fault(values, before + 1, after, [f"measures/{index}"], measure.provenance.get(role), info=True)
