"""Rules of what has to be there: somebody responsible, a result, and the scores a report speaks of."""

import re
from collections import defaultdict
from collections.abc import Iterator

from prongsai.audit.case import Case
from prongsai.audit.rules import NOTHING, Fault, Value, Words, rule
from prongsai.audit.wording import COLUMNS, name_measure
from schemas.records import Measure

_WHOLE_COLUMN = Words(" (ว่างทั้งคอลัมน์)", " (the whole column is blank)")
_MERGED = Words(" (อาจเป็นช่องที่ผสานกับแถวบน)", " (its cell may be merged with the one above)")
_OTHERWISE = Words(" (แต่มีผลลัพธ์)", " (but it has an outcome)")
_ANNOUNCED = re.compile(
    r"(?:คะแนน|ผล(?:การ)?ประเมิน|เปรียบเทียบ)(?:(?!มาตรการ|แนวทาง|\n\n|\t).){0,160}?(?:(?:ดัง|ต่อไป)นี้|(?:ดัง|ตาม)ตาราง)",
    re.DOTALL,
)
_SPEAKS_OF_ITA = re.compile(r"\bITA\b|ประเมินคุณธรรมและความโปร่งใส")


@rule("cell-empty")
def cell_empty(case: Case) -> Iterator[Fault]:
    """A blank responsible unit; in a report of results, a blank result. Only where the table has the column."""
    roles = ["responsible", "results"] if case.report.report.kind == "results" else ["responsible"]
    by_table: dict[int, list[int]] = defaultdict(list)
    for index, measure in enumerate(case.report.measures):
        by_table[case.table_of(measure.provenance.get("measure"))].append(index)
    for members in by_table.values():
        for role in roles:
            yield from _blanks(case, role, members)


def _blanks(case: Case, role: str, members: list[int]) -> Iterator[Fault]:
    """The blank cells of one column of one table; a column that is blank throughout is one fault."""
    measures = case.report.measures
    having = [index for index in members if role in measures[index].raw]
    blank = [index for index in having if not _says(measures[index], role)]
    if blank and len(blank) == len(having) and len(blank) > 1:
        yield _blank(case, role, blank, _WHOLE_COLUMN, info=False)
        return
    merged = 2 * len(blank) > len(having) and len(blank) > 2
    for index in blank:
        otherwise = role == "results" and bool(measures[index].outcomes)
        note = _OTHERWISE if otherwise else _MERGED if merged else NOTHING
        yield _blank(case, role, [index], note, info=merged or otherwise)


def _says(measure: Measure, role: str) -> bool:
    """A statement of completion is a result too."""
    if role == "results":
        return bool(measure.results or measure.status)
    return bool(measure.responsible)


def _blank(case: Case, role: str, blank: list[int], note: Words, *, info: bool) -> Fault:
    measure = case.report.measures[blank[0]]
    values: dict[str, Value] = {"measure": name_measure(measure), "column": COLUMNS[role], "note": note}
    records = [f"measures/{index}" for index in blank]
    at = measure.provenance.get(role) or measure.provenance.get("measure")
    return Fault(values, None, measure.raw.get(role, "").strip(), records, at, info)


@rule("scores-missing")
def scores_missing(case: Case) -> Iterator[Fault]:
    """A report of results, or an analysis, that speaks of ITA results has scores; what it announces must follow."""
    if case.report.scores or case.report.report.kind not in ("results", "analysis"):
        return
    spoken = _SPEAKS_OF_ITA.search(case.text)
    if spoken is None:
        return
    announced = _ANNOUNCED.search(case.text)
    readable = case.report.source.reader == "text" and case.report.status == "ok"
    note = Words(" ทั้งที่แจ้งว่าจะแสดง", ", although it announces them") if announced else NOTHING
    at = case.at(*(announced or spoken).span())
    yield Fault({"note": note}, at=at, info=not (announced and readable))
