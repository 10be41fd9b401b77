"""Numbers and amounts of money, exact: Decimal, never float. What is not plainly one number is None, not a guess."""

import re
from bisect import bisect_left
from decimal import Decimal
from typing import NamedTuple

from normalise.dates.eras import BE_YEARS
from normalise.digits import to_arabic

_WHOLE = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,24})"
_NUMBER = rf"{_WHOLE}(?:\.[0-9]{{1,24}})?"
# A blank before the point is a damaged decimal ("93 .99"); behind it, "93. 99" may be item 93 and a number.
_ALONE = re.compile(rf"(?:ร้อยละ\s*)?(?P<sign>[-+–—−]?)\s?(?P<number>{_WHOLE}?\s?\.[0-9]{{1,24}}|{_WHOLE})\s?%?")

_BLANK = r"[^\S\t]"  # a tab is the edge of a cell in texts of tables
# Number words that may stand between the figures and บาท, as powers of ten.
_POWERS = {"ร้อย": 2, "พัน": 3, "หมื่น": 4, "แสน": 5, "ล้าน": 6}
_POWER = "(?:" + "|".join(_POWERS) + ")"
# Not the second end of a range, not the rest of a longer number or of a spoken one ("1 หมื่น 5 พัน").
_FRESH = r"(?<![0-9.,/].)(?<![0-9][-–].)(?<![0-9] [-–] .)(?<![0-9] ถึง .)(?<![0-9]ถึง.)" + "".join(
    f"(?<!{p}.)(?<!{p} .)" for p in _POWERS
)
_FIGURES = (
    rf"[0-9]{_FRESH}(?:[0-9]{{0,2}}(?:,[0-9]{{3}})+|[0-9]{{0,23}})(?:\.[0-9]{{1,4}})?"
    rf"(?:{_BLANK}?[.,]-)?{_BLANK}{{0,3}}(?P<powers>(?:{_POWER}{_BLANK}{{0,2}}){{0,3}})"
)
_IN_BAHT = re.compile(rf"{_FIGURES}(?:บาท(?!หลวง)|THB)(?:\s?(?P<satang>[0-9]{{1,2}})\s?สตางค์)?")
_BEHIND_SIGN = re.compile(rf"(?:(?<=฿)|(?<=฿ )){_FIGURES}(?P<satang>(?!))?")
_WITHOUT_UNIT = re.compile(_FIGURES)
# Words that call the number behind them a sum of money; in a budget column only.
_SUM_OF = re.compile(
    r"(?:งบประมาณ|วงเงิน|จำนวนเงิน|จำนวน|เป็นเงิน|ใช้งบ|ค่าใช้จ่าย|ทั้งสิ้น|รวม)\s{0,3}[:：]?\s{0,3}"
    rf"(?P<sum>{_NUMBER})(?:\s?[.,]-)?(?=\s*(?:$|[\n;()]))"
)
_TOTAL = re.compile(r"(?:รวม|ทั้งสิ้น|ทั้งหมด)[^0-9]{0,20}$")


class Money(NamedTuple):
    """An amount in baht as stated. ``amount`` None: no amount, or more than one and no total among them."""

    raw: str
    amount: Decimal | None


class MoneyMention(NamedTuple):
    """An amount in baht and its interval of the text, half-open."""

    start_at: int
    end_at: int
    amount: Decimal
    raw: str


def parse_number(text: str) -> Decimal | None:
    """Read a text that is one number: Thai or Arabic digits, thousands in commas, a sign, a per cent sign.

    The value is as printed: "93.99 %" is 93.99. None for anything else, a dash alone included.
    """
    match = _ALONE.fullmatch(to_arabic(text).strip())
    if not match:
        return None
    value = Decimal("".join(match["number"].replace(",", "").split()))
    return value.copy_negate() if match["sign"] and match["sign"] != "+" else value


def find_money(text: str) -> list[MoneyMention]:
    """Return the amounts in running text; only the word บาท or a currency sign makes a number money there.

    Of a range ("10,000 - 20,000 บาท") nothing is returned.
    """
    if "บาท" not in text and "฿" not in text and "THB" not in text:
        return []
    text = to_arabic(text)
    matches = list(_IN_BAHT.finditer(text))
    if "฿" in text:
        matches += [sign for sign in _BEHIND_SIGN.finditer(text) if not _within(sign.span(), matches)]
    found = (MoneyMention(match.start(), match.end(), _amount(match), match[0]) for match in matches)
    return sorted(found)


def _within(span: tuple[int, int], matches: list[re.Match[str]]) -> bool:
    """True where the interval meets one already found: "฿5 บาท" is one amount with two names of its currency."""
    at = bisect_left(matches, span[0], key=lambda match: match.end() - 1)
    return at < len(matches) and matches[at].start() < span[1]


def _amount(match: re.Match[str]) -> Decimal:
    """The figures times their number words, exact, with satang."""
    figures = re.match("[0-9,.]*[0-9]", match[0])
    value = Decimal(figures[0].replace(",", "")) if figures else Decimal()
    power = sum(_POWERS[word] for word in re.findall(_POWER, match["powers"]))
    satang = match.groupdict().get("satang")
    return _plain(value.scaleb(power)) + (Decimal(satang) / 100 if satang else 0)


def _plain(value: Decimal) -> Decimal:
    """Without an exponent: 2.5E+6 is 2500000."""
    return Decimal(int(value)) if value == int(value) else value


def parse_money(text: str) -> Money:
    """Read a cell of a budget column.

    A number without บาท counts here, if it is the whole cell or a word such as งบประมาณ or จำนวน stands before it. Of
    several amounts the one called a total (รวม) is taken, else none.
    """
    cell = to_arabic(text).strip()
    found = find_money(cell)
    if not found:
        return Money(text, _unnamed_sum(cell))
    totals = {
        mention.amount for mention in found if _TOTAL.search(cell, max(0, mention.start_at - 40), mention.start_at)
    }
    amounts = totals or {mention.amount for mention in found}
    return Money(text, amounts.pop() if len(amounts) == 1 else None)


def _unnamed_sum(cell: str) -> Decimal | None:
    """The amount of a cell that never says บาท. "งบประมาณ 2568" is a year."""
    if match := _WITHOUT_UNIT.fullmatch(cell):
        return _amount(match)
    sums = {Decimal(match["sum"].replace(",", "")) for match in _SUM_OF.finditer(cell) if not _is_year(match["sum"])}
    return sums.pop() if len(sums) == 1 else None


def _is_year(number: str) -> bool:
    return number.isdigit() and int(number) in BE_YEARS
