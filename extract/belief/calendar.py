"""Years and days: what fits the calendar, and the years that the document speaks of elsewhere."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

import regex

from extract.belief.network import Factor
from extract.belief.setting import Setting, month_pattern

_ERA = 2500
_NOW = range(2550, 2581)  # fiscal years of the assessment, and some to come
_EVER = range(2475, 2601)  # years of laws
_ELSEWHERE, _BESIDE, _RECENT, _LAW, _NEVER = 0.3, 0.1, 0.003, 0.0008, 1e-5
_DAY, _NO_DAY = 1 / 31, 1e-4
_FOUR = regex.compile(r"2[4-6]\d\d")


@cache
def _year_before() -> regex.Pattern[str]:
    return regex.compile(rf"(?:พ\s?\.?\s?ศ\s?\.?|ปี(?:\s*งบ(?:ประมาณ)?)?|ประจำปี|(?P<month>{month_pattern()}))\s*$")


@cache
def _month_behind() -> regex.Pattern[str]:
    return regex.compile(rf"\s*(?:{month_pattern()})")


def calendar_factors(setting: Setting) -> Iterator[Factor]:
    """One factor for each reading that stands where a year or a day stands."""
    years = {index: short for index in range(len(setting.seen)) if (short := _year_at(setting, index)) is not None}
    support: Counter[int] = Counter()
    for index, short in years.items():
        for text, share in setting.seen[index].weighed.options:
            if year := _as_year(text, short=short):
                support[year] += share  # type: ignore[assignment]  # shares of a count, which Counter adds up as well
    for index, short in years.items():
        yield _year_factor(setting, index, support, short=short)
    for index in range(len(setting.seen)):
        if index not in years and _month_behind().match(setting.behind(index)):
            yield Factor((index,), _weigh_day, "calendar", _NO_DAY)


def _year_at(setting: Setting, index: int) -> bool | None:
    """Whether a year stands here: True for one of two digits, False for one of four, None for none."""
    lead = _year_before().search(setting.before(index))
    options = setting.seen[index].weighed.options
    if sum(share for text, share in options if _FOUR.fullmatch(text)) > 0.5:
        return False
    short = sum(share for text, share in options if len(text) == 2 and text.isdigit()) > 0.5
    return True if lead and short and lead["month"] else False if lead and not short else None


def _as_year(text: str | None, *, short: bool) -> int | None:
    if text is None or not text.isdigit() or len(text) != (2 if short else 4):
        return None
    year = int(text) + (_ERA if short else 0)
    return year + 543 if 1900 <= year < 2100 else year


def _year_factor(setting: Setting, index: int, support: Counter[int], *, short: bool) -> Factor:
    own: dict[int, float] = {}
    for text, share in setting.seen[index].weighed.options:
        if year := _as_year(text, short=short):
            own[year] = share

    def elsewhere(year: int) -> float:
        return min(1.0, max(0.0, support[year] - own.get(year, 0.0)))

    def weigh(texts: Sequence[str | None]) -> float:
        year = _as_year(texts[0], short=short)
        if texts[0] is None:
            return _RECENT
        if year is None or year not in _EVER:
            return _NEVER
        beside = max(elsewhere(year - 1), elsewhere(year + 1))
        return (_RECENT if year in _NOW else _LAW) + _ELSEWHERE * elsewhere(year) + _BESIDE * beside

    return Factor((index,), weigh, "year", _NEVER)


def _weigh_day(texts: Sequence[str | None]) -> float:
    text = texts[0]
    if text is None:
        return _NO_DAY
    return _DAY if text.isdigit() and len(text) <= 2 and 1 <= int(text) <= 31 else _NO_DAY
