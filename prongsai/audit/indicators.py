"""Rules about the ten indicators of a score table: named by their own number, all there, each once."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from extract.indicators import Subject, indicator_of, name_pattern, official
from prongsai.audit.board import Result, instrument_means
from prongsai.audit.case import Case
from prongsai.audit.rules import Fault, Value, Words, rule
from prongsai.audit.wording import name_score
from schemas.records import Evidence, TableRecord
from schemas.vocabulary import load, remembered

_ALL = 10
_ENOUGH = 6
_NUMBER = re.compile(r"(\d{1,2})\s*[.)]?")
_SCORE_BEHIND = re.compile(r"\s*[(:=]?\s*\d{1,3}(?:\.\d+)?\s*(?:คะแนน|%)?\s*[)]?$")
_NUMBER_BEHIND = re.compile(r"[^\d]{0,24}(?P<score>\d{2,3}\.\d{1,2})(?!\d)")
_CALLED = re.compile(r"ตัวชี้วัด\s*(?:ที่)?\s*[(]?(?P<no>\d{1,2})(?![\d.]\d)[).:]*\s*(?:ด้าน|เรื่อง)?\s*")


class _Named(NamedTuple):
    """A number printed beside an indicator's name. ``at`` is its interval of the clean text, None where not known."""

    stated: int
    no: int
    name: str
    at: tuple[int, int] | None = None


@rule("indicator-mismatch")
def indicator_mismatch(case: Case) -> Iterator[Fault]:
    """In a score table, and wherever it is called ตัวชี้วัดที่ N, an indicator has its own number.

    A table that numbers its rows in its own way, or anew under each instrument, says nothing about indicators.
    """
    seen: set[tuple[int, int]] = set()
    for table in case.report.tables:
        if table.kind == "scores":
            for named in _wrong_ones(list(_rows_named(table))):
                seen.add((named.stated, named.no))
                yield _mismatch_fault(case, named, info=False)
    called = list(_called_in_text(case))
    for named in _wrong_ones(called):
        if (named.stated, named.no) not in seen and named.at:
            seen.add((named.stated, named.no))
            yield _mismatch_fault(case, named, info=bool(case.records_at(named.at)))


def _rows_named(table: TableRecord) -> Iterator[_Named]:
    """The rows of a score table that name an indicator with a number, in one cell or in the cell before it."""
    for row in table.rows:
        number: int | None = None
        for cell in row[:4]:
            text = " ".join(cell.split())
            if match := _NUMBER.fullmatch(text):
                number = int(match[1])
            elif subject := _indicator_in(text):
                stated = subject.stated if subject.stated is not None else number
                if stated is not None and subject.no:
                    yield _Named(stated, subject.no, official()[subject.no][0])
                break


def _indicator_in(text: str) -> Subject | None:
    """The indicator that a cell names, alone or with its score behind it."""
    return indicator_of(text) or indicator_of(_SCORE_BEHIND.sub("", text))


def _called_in_text(case: Case) -> Iterator[_Named]:
    if "ตัวชี้วัด" not in case.text:
        return
    name = _names()
    for match in _CALLED.finditer(case.text):
        behind = name.match(case.text, match.end())
        found = indicator_of(behind.group()) if behind else None
        if behind and found and found.no:
            yield _Named(int(match["no"]), found.no, official()[found.no][0], (match.start(), behind.end()))


@remembered()
def _names() -> re.Pattern[str]:
    return re.compile(name_pattern())


def _wrong_ones(named: list[_Named]) -> list[_Named]:
    """Those whose number is not their own, where the numbers are meant to be the indicators'.

    They are where at least half agree. Numbers that begin anew under each instrument agree with the place in it.
    """
    wrong = [item for item in named if item.stated != item.no]
    if not wrong or (2 * len(wrong) > len(named) and len(named) > 1):
        return []
    return [item for item in wrong if item.stated <= _ALL] if not _restarts(named) else []


def _restarts(named: list[_Named]) -> bool:
    first: dict[str, int] = {}
    for row in load("indicators")["indicator"]:
        first.setdefault(row["instrument"], row["no"])
    return all(item.stated == item.no - first[official()[item.no][1]] + 1 for item in named)


def _mismatch_fault(case: Case, named: _Named, *, info: bool) -> Fault:
    records = [
        f"scores/{index}"
        for index, score in enumerate(case.report.scores)
        if score.scope == "indicator" and score.indicator_no == named.no and score.agency is None
    ]
    values: dict[str, Value] = {"stated": named.stated, "no": named.no, "name": named.name}
    evidence = [case.report.scores[int(ref.removeprefix("scores/"))].evidence for ref in records]
    beside = next((found[0].provenance for found in evidence if found), None)
    return Fault(values, named.no, named.stated, records, case.at(*named.at) if named.at else beside, info)


@rule("indicator-missing")
def indicator_missing(case: Case) -> Iterator[Fault]:
    """A year with most of the ten indicators has all of them; a whole instrument left out was meant to be."""
    for result in case.board.own():
        missing = [no for no in range(1, _ALL + 1) if no not in result.indicators]
        if not missing or len(result.indicators) < _ENOUGH:
            continue
        names = ", ".join(f"{no} {official()[no][0]}" for no in missing)
        numbers = ", ".join(map(str, missing))
        values: dict[str, Value] = {
            "year": Words(str(result.year), str(result.year)) if result.year else Words("ที่ไม่ระบุ", "no year"),
            "known": len(result.indicators), "missing": Words(names, numbers),
        }  # fmt: skip
        records = [f"scores/{index}" for index in result.indicators.values()]
        info = case.is_recognised or _is_part(case, result, missing) or _stands_unread(case, missing)
        at = case.board.scores[min(result.indicators.values())].evidence
        yield Fault(values, _ALL, len(result.indicators), records, at[0].provenance if at else None, info)


def _is_part(case: Case, result: Result, missing: list[int]) -> bool:
    """Only lists and prose speak of the indicators, or what is missing makes up a whole instrument."""
    rows = [case.board.scores[index].evidence for index in result.indicators.values()]
    in_tables = sum(1 for evidence in rows if any(item.origin == "table" for item in evidence))
    known = instrument_means(dict.fromkeys(range(1, _ALL + 1), 0.0) | dict.fromkeys(missing, 1.0))
    return in_tables < _ENOUGH or 1.0 in known.values()


def _stands_unread(case: Case, missing: list[int]) -> bool:
    """The text has the name of a missing indicator, and right behind it a number that no score is made of."""
    read = {f"{score.score:.2f}" for score in case.board.scores if score.score is not None}
    for match in _names().finditer(case.text):
        found = indicator_of(match.group())
        if found and found.no in missing:
            number = _NUMBER_BEHIND.match(case.text, match.end())
            if number and f"{float(number['score']):.2f}" not in read:
                return True
    return False


@rule("indicator-duplicate")
def indicator_duplicate(case: Case) -> Iterator[Fault]:
    """One table gives one value for an indicator and year."""
    for index, score in enumerate(case.board.scores):
        if score.scope != "indicator" or len(score.evidence) < 2:
            continue
        tables: dict[int, list[Evidence]] = {}
        for item in score.evidence:
            if item.origin == "table" and item.value is not None:
                tables.setdefault(case.table_of(item.provenance), []).append(item)
        for items in tables.values():
            stated = list(dict.fromkeys(item.value for item in items if item.value is not None))
            if len(stated) > 1:
                printed = ", ".join(f"{value:.2f}" for value in stated)
                values: dict[str, Value] = {"subject": name_score(score), "values": printed}
                yield Fault(values, 1, len(items), [f"scores/{index}"], items[1].provenance)
