r"""The grammar of dates in Thai and English text: where a mention may begin, what it may be, and what its parts are.

Texts have Arabic digits. Blanks and line ends may stand between any two parts. Every repeat is bounded, so that the
time is linear in the length of the text, whatever it holds. The shapes are those met in Thai public reports.
"""

import re
from collections.abc import Iterable
from itertools import groupby

from normalise.dates.months import BARE, COUNTED, DOTTED, DOTTED_ONLY_MONTH, ENGLISH, NAME, beginnings


def _compile(pattern: str) -> re.Pattern[str]:
    """Read ``\\s`` as any blank or line end but a tab, which in texts of tables is the edge of a cell."""
    return re.compile(pattern.replace(r"\s", r"[^\S\t]"))


_W = r"\s{0,6}"
_DASH = r"[-–—−~]"

# A year of four digits may be cut by a line end or a blank: "25 67", "256 8". Two digits are one only where no counted
# thing follows ("60 คน") and they are not the whole part of a decimal, a time or a fraction.
_CUT = r"25\s{1,3}[4-9][0-9]|25[4-9]\s?\n\s?[0-9]"
_YEAR4 = rf"(?:2[4-6][0-9]{{2}}|2700|19[0-9]{{2}}|20[0-9]{{2}}|2100|{_CUT})(?![0-9])(?![.,][0-9])"
_YEAR2 = rf"['’]?[4-9][0-9](?![0-9])(?!{_W}{COUNTED})(?![.,:/][0-9])"
_YEAR = rf"(?:{_YEAR4}|{_YEAR2})"
_ERA = r"(?:[พค]\s?\.?\s{0,2}ศ\s?\.?|B\.?\s?E\.?|[AC]\.?\s?[DE]\.?)"

# From one to another: "- ", "ถึงวันที่ ", "จนถึงสิ้นเดือน "; and several in a row: "17, 18 และ 20".
_TO_WORD = rf"(?:{_DASH}|จนถึง|ถึง|\bto\b|\buntil\b)"
_TO = rf"{_W}{_TO_WORD}{_W}(?:ณ\s?)?(?:สิ้น)?(?:วัน(?:[ก-ฮ][ก-๎]{{2,11}})?ที่|เดือน|วัน)?{_W}"
_AND = rf"\s{{0,4}}(?:{_DASH}|,|&|ถึง|และ)\s{{0,4}}(?:วันที่\s{{0,3}})?"

# Days. A number behind one of these words counts something else: "ครั้งที่ 1 มกราคม 2568". What is no number is not asked
# for them all.
_ORDINALS = ("ครั้งที่", "มาสที่", "ลำดับที่", "รอบที่", "งวดที่", "ชุดที่", "รุ่นที่", "เลขที่", "ข้อที่", "ข้อ", "มาตรา")
_NO_ORDINAL = "(?=[0-9])" + "".join(f"(?<!{word})(?<!{word} )" for word in _ORDINALS)
_BEHIND_DAY_WORD = "(?:(?<=วันที่)|(?<=วันที่ ))"
_DAY = r"[0-3]?[0-9](?![0-9])"
_DAYS = rf"{_DAY}(?:{_AND}{_DAY}){{0,8}}"
_TO_MONTH = rf"(?:{_W}|[-/])"

# A point in time: [days] month [year].
_THAI_MONTH = rf"(?:{NAME}|{DOTTED}|{BARE})"
_BEFORE_YEAR = rf"(?:{_W}(?:ของ)?(?:ปี\s{{0,3}})?{_ERA}?{_W}|[-/.]|,\s?)"
_OF_YEAR = _BEFORE_YEAR + _YEAR
_DAY_OF = rf"(?:{_NO_ORDINAL}{_DAYS}{_TO_MONTH}|{_BEHIND_DAY_WORD}{_DAYS}{_W}เดือน{_W})"
_POINT = rf"(?:{_DAY_OF})?{_THAI_MONTH}"
_THAI = rf"{_POINT}(?:{_OF_YEAR}|(?P<bare>))(?:{_TO}{_POINT}(?:{_OF_YEAR})?|(?(bare)(?!)))"  # a year, a range, or both
# Without year and range: in prose a full name, or an abbreviation that its neighbours show to be a month.
_LONE_IN_PROSE = (
    rf"(?:{_DAY_OF})?{NAME}|{_DAY_OF}{DOTTED_ONLY_MONTH}"
    rf"|{_BEHIND_DAY_WORD}{_DAYS}{_W}{DOTTED}|(?:(?<=เดือน)|(?<=เดือน )){DOTTED}"
)

_ENGLISH_DAYS = rf"{_DAY}(?:st|nd|rd|th)?(?:{_AND}{_DAY}(?:st|nd|rd|th)?)?"
_DAY_BEFORE = rf"{_ENGLISH_DAYS}(?:\s|[/-]){{0,3}}(?:of\s)?"
_DAY_AFTER = rf"{_ENGLISH_DAYS}(?=\s|,)"
_ENGLISH_POINT = rf"(?:{_NO_ORDINAL}{_DAY_BEFORE})?{ENGLISH}(?:\s{{1,3}}{_DAY_AFTER})?"
_ENGLISH_YEAR = rf"(?:(?:\s|,){{0,4}}{_ERA}?\s?{_YEAR4}|[-'’/][0-9]{{2}}(?![0-9]))"
_ENGLISH = (
    rf"{_ENGLISH_POINT}{_ENGLISH_YEAR}(?:{_TO}{_ENGLISH_POINT}(?:{_ENGLISH_YEAR})?)?"
    rf"|{_ENGLISH_POINT}{_TO}{_ENGLISH_POINT}{_ENGLISH_YEAR}"
)

_PLAIN_YEAR = r"(?:2[4-6][0-9]{2}|19[0-9]{2}|20[0-9]{2})(?![0-9])"
_SLASHED = (
    rf"(?:[0-3]?[0-9](?:\s?/\s?[01]?[0-9]\s?/\s?{_PLAIN_YEAR}(?!/[0-9])"
    rf"|-[01]?[0-9]-{_PLAIN_YEAR}(?!-[0-9])|\.[01]?[0-9]\.{_PLAIN_YEAR}(?!\.[0-9]))"
    r"|(?:0?[1-9]|[12][0-9]|3[01])/(?:0?[1-9]|1[0-2])/[4-9][0-9](?![0-9]|/[0-9]))"
)
_NUMERIC = rf"{_NO_ORDINAL}{_SLASHED}(?:{_TO}{_SLASHED})?"
_ISO_DAY = r"(?:2[4-6][0-9]{2}|19[0-9]{2}|20[0-9]{2})[-/][01]?[0-9][-/][0-3]?[0-9](?![0-9/-])"
_ISO = rf"{_ISO_DAY}(?:{_TO}{_ISO_DAY})?"

# Years by name, one or two. "5 ปี 60 วัน" is a length of time, so two digits need more care than four.
_YEAR_WORD = (
    rf"(?:ปี\s{{0,3}}(?:งบประมาณ|งบฯ?|งปม\.?|การศึกษา|ปฏิทิน)?{_W}{_ERA}?|(?<![ก-ฮ]\.)(?:[พค]\s?\.\s{{0,2}}|(?<![ก-๎])[พค])ศ\s?\.?"
    rf"|(?<![A-Za-z])(?:(?i:fiscal\s?year|F\.?Y\.?){_W}{_ERA}?|B\.?E\.|A\.?D\.))"
)
_ONE_YEAR = rf"(?:{_YEAR_WORD}{_W}{_YEAR4}|(?<![0-9])(?<![0-9] ){_YEAR_WORD}{_W}{_YEAR2})"
_TO_YEAR = rf"(?:\s{{0,4}}{_TO_WORD}\s{{0,4}}(?:{_YEAR_WORD}{_W})?{_YEAR}|/{_YEAR4})"
_YEARS = rf"{_ONE_YEAR}{_TO_YEAR}?|(?<![A-Za-z])FY\s?['’]?[0-9]{{2}}(?![0-9.,:/])"

# Parts of a fiscal year, with the year where it is said.
_OF_FISCAL_YEAR = rf"(?:\s{{0,3}}/\s{{0,3}}{_YEAR}|{_W}(?:ของ|ประจำ|ใน)?\s{{0,3}}{_ONE_YEAR})"
_QUARTER_NUMBER = r"[1-4](?![0-9]|\.[0-9])"
_QUARTER_WORD = r"ไตรมาส\s?(?:ที่)?\s{0,3}"
_QUARTER = (
    rf"(?:{_QUARTER_WORD}(?:{_QUARTER_NUMBER}(?:{_AND}(?:{_QUARTER_WORD})?{_QUARTER_NUMBER}(?!{_W}{COUNTED})){{0,3}}"
    rf"|แรก|สุดท้าย){_OF_FISCAL_YEAR}?|(?<![A-Za-z])Q[1-4](?:\s?[-–]\s?Q?[1-4])?{_OF_FISCAL_YEAR})"
)
_HALF = r"(?:แรก|หลัง(?!จาก))"
_ROUND = (
    rf"(?:(?<!ทุก)รอบ\s{{0,3}}(?:ระยะเวลา\s{{0,3}})?(?:3|6|9|12)\s{{0,3}}เดือน(?:\s?{_HALF})?"
    rf"|(?:3|6|9)\s{{0,3}}เดือน\s?{_HALF}|ครึ่งปี\s?(?:งบประมาณ)?\s?{_HALF}){_OF_FISCAL_YEAR}?"
)


def _first_of(**shapes: str) -> re.Pattern[str]:
    return _compile("|".join(f"(?P<{name}>{shape})" for name, shape in shapes.items()))


# What a mention may be, in this order, told by the name of its group. In a cell about time a month's abbreviation may
# stand alone, in prose its neighbours have to show it. Parts, not one pattern each: these take long to compile.
_COMMON = _first_of(numeric=_NUMERIC, iso=_ISO, round=_ROUND, quarter=_QUARTER, years=_YEARS, thai=_THAI)
_IN_ENGLISH = _first_of(english=_ENGLISH)
MENTION = (_COMMON, _first_of(thai=_LONE_IN_PROSE), _IN_ENGLISH)
MENTION_IN_CELL = (_COMMON, _first_of(thai=_POINT), _IN_ENGLISH)

# A further year behind a mention of years: "ปีงบประมาณ พ.ศ. 2567 กับ 2568".
FURTHER_YEAR = _compile(
    rf"\s{{0,4}}(?:กับ|และ|หรือ|,|เทียบกับ|เปรียบเทียบกับ)\s{{0,4}}(?P<year>(?:[พค]\.\s?ศ\.{_W})?{_YEAR4})(?!{_W}(?:{COUNTED}|[-/]))"
)


def _by_first_letter(patterns: Iterable[str]) -> str:
    """The patterns as alternatives, one a first letter: the engine then skips to those letters at once.

    Only that letter is consumed, so that what begins inside another beginning is found as well.
    """
    groups = groupby(sorted(patterns), key=lambda pattern: pattern[0])
    return "(?:" + "|".join(first + "(?=" + "|".join(p[1:] for p in group) + ")" for first, group in groups) + ")"


# Where a mention may begin: cheap to find, and never absent.
_MONTH_BEGINS = _by_first_letter(beginnings())
START_WORD = _compile(
    _by_first_letter(
        beginnings()
        | {era + r"ศ" for letter in "พค" for era in (letter, rf"{letter}\.\s{{0,2}}", rf"{letter}\s\.?\s{{0,2}}")}
        | {"ปี", "ไตรมาส", "รอบ", "ครึ่งปี"}
        | {"Q[1-4]", r"F\.?Y", "Fiscal", "fiscal", "FISCAL", r"B\.?E\.", r"A\.?D\."}
    )
)
_ORDINAL_ENDING = "(?:st|nd|rd|th)?"
START_DIGIT = _compile(
    r"[0-9](?<![0-9][0-9])(?<![0-9][.,:/-][0-9])(?="
    rf"[0-9]?{_ORDINAL_ENDING}(?:{_AND}{_DAY}{_ORDINAL_ENDING}){{0,8}}+\s{{0,6}}(?:[-/]?{_MONTH_BEGINS}|เดือน|of\s)"
    r"|[0-9]?(?:\s?/\s?[01]?[0-9]\s?/\s?[0-9]|-[01]?[0-9]-[12]|\.[01]?[0-9]\.[12])|[0-9]{3}[-/][0-9])"
)

# The parts of a mention.
THAI_PART = _compile(
    rf"(?:(?P<days>{_DAYS})(?:{_TO_MONTH}|{_W}เดือน{_W}))?(?P<month>{_THAI_MONTH})(?:{_BEFORE_YEAR}(?P<year>{_YEAR}))?"
)
ENGLISH_PART = _compile(
    rf"(?:(?P<days>{_ENGLISH_DAYS})(?:\s|[/-]){{0,3}}(?:of\s)?)?(?P<month>{ENGLISH})(?:\s{{1,3}}(?P<after>{_DAY_AFTER}))?"
    rf"(?:(?:\s|,){{0,4}}{_ERA}?\s?(?P<year>{_YEAR4})|[-'’/](?P<short>[0-9]{{2}}))?"
)
NUMERIC_PART = _compile(r"(?P<day>[0-9]{1,2})\s?[-/.]\s?(?P<month>[0-9]{1,2})\s?[-/.]\s?(?P<year>[0-9]{4}|[0-9]{2})")
ISO_PART = _compile(r"(?P<year>[0-9]{4})[-/](?P<month>[0-9]{1,2})[-/](?P<day>[0-9]{1,2})")
YEAR_PART = _compile(rf"(?P<year>{_YEAR4}|(?<![0-9])[0-9]{{2}}(?![0-9]))")
