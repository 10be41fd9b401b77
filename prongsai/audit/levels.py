"""The rule of levels: what is printed beside a score follows from it, by the scale of its year."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from extract.levels import level_of
from prongsai.audit.board import INSTRUMENTS, Board, Result, instrument_means, pass_mark
from prongsai.audit.case import Case
from prongsai.audit.rules import NOTHING, Fault, Value, Words, rule
from prongsai.audit.wording import name_score
from schemas.records import Score
from schemas.vocabulary import load

_PASSED, _FAILED = "ผ่าน", "ไม่ผ่าน"  # said of any year, beside the levels of its scale
_NOT_OF_SCALE = Words(" (ไม่ใช่ระดับของเกณฑ์ปีนั้น)", " (no level of that year's scale)")
_BY_PARTS = Words(" (พิจารณาคะแนน IIT EIT OIT ประกอบ)", " (by the scores of IIT, EIT and OIT)")


class _Verdict(NamedTuple):
    """expected: the levels that fit, best first. ``sure`` that the printed one cannot be right."""

    expected: list[str]
    sure: bool
    note: Words = NOTHING


@rule("rating-mismatch")
def rating_mismatch(case: Case) -> Iterator[Fault]:
    """The level is that of the scale's band. Where a scale also asks for the instruments, only the overall excludes."""
    for index, score in enumerate(case.board.scores):
        level = level_of(score.rating) if score.rating else None
        scale = _scale_of(score.fiscal_year_be) if level else None
        if level is None or scale is None or score.score is None or score.max_score != 100:
            continue
        result = case.board.results[score.agency, score.fiscal_year_be]
        verdict = _judge(case.board, result, score, level, scale)
        if verdict is None:
            continue
        at = score.evidence[0].provenance if score.evidence else None
        values: dict[str, Value] = {
            "subject": name_score(score), "score": score.score, "stated": level, "year": score.fiscal_year_be or 0,
            "expected": " / ".join(verdict.expected), "note": verdict.note,
        }  # fmt: skip
        info = not verdict.sure or score.scope != "overall"
        yield Fault(values, " / ".join(verdict.expected), level, [f"scores/{index}"], at, info)


def _scale_of(year: int | None) -> dict[str, Any] | None:
    if year is None:
        return None
    scales: list[dict[str, Any]] = load("levels")["scale"]
    return next((scale for scale in scales if scale["since"] <= year <= scale.get("until", year)), None)


def _judge(board: Board, result: Result, score: Score, level: str, scale: dict[str, Any]) -> _Verdict | None:
    """None where the level fits. Levels that ask for the instruments too are kept apart by them, if at all."""
    assert score.score is not None
    bands: list[dict[str, Any]] = scale["bands"]
    reached = [band for band in bands if score.score >= band["least"]]
    fitting = [str(band["level"]) for band in reached if band is reached[0] or _by_condition(reached, band)]
    own = [band["level"] for band in bands]
    if level == _FAILED or (level == _PASSED and level not in own):
        return _Verdict(fitting[:1], True) if (score.score >= pass_mark()) == (level == _FAILED) else None
    if level not in own:
        return _Verdict(fitting[:1], not _at_the_turn(scale, score.fiscal_year_be), _NOT_OF_SCALE)
    if level not in fitting:
        return _Verdict(fitting[:1], scale["grade"] != "C")
    by_parts = _by_parts(board, result, reached) if score.scope == "overall" else None
    return _Verdict([by_parts], False, _BY_PARTS) if by_parts and by_parts != level else None


def _by_condition(reached: list[dict[str, Any]], band: dict[str, Any]) -> bool:
    """The band asks for the instruments, or takes those that fail the bands which do."""
    asking = [other for other in reached if "parts" in other]
    return bool(asking) and ("parts" in band or band["least"] == asking[-1]["least"])


def _by_parts(board: Board, result: Result, reached: list[dict[str, Any]]) -> str | None:
    """The level by overall score and instruments; None where the scale does not ask for them or they are not known."""
    if not any("parts" in band for band in reached):
        return None
    means = instrument_means(board.indicator_values(result))
    stated = {
        code: board.value(index) for code, index in result.instruments.items() if board.scores[index].max_score == 100
    }
    parts = means | stated
    if len(parts) < len(INSTRUMENTS):
        return None
    return next((str(band["level"]) for band in reached if min(parts.values()) >= band.get("parts", 0.0)), None)


def _at_the_turn(scale: dict[str, Any], year: int | None) -> bool:
    """The first or the last year of a scale: a report may well speak of the year before or after in the same breath."""
    return year in (scale["since"], scale.get("until"))
