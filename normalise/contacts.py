"""Phone numbers, e-mail addresses and web addresses in running text.

Each kind has one pattern that skips over prose; what it finds is then judged. Where two overlap, the address wins.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from normalise.dates.eras import BE_YEARS
from normalise.digits import to_arabic


class ContactMention(NamedTuple):
    """A contact and its interval of the text, half-open.

    value: of a phone number the digits without separators, leading zeros kept, +66 written as 0, without the extension
        (which the interval covers); an e-mail or web address as written, without a line end or closing punctuation.
    """

    kind: Literal["phone", "email", "url"]
    start_at: int
    end_at: int
    value: str


_GAP = r"(?:[ \n\u00a0]?[-–‐][ \n\u00a0]?|[ \n\u00a0])"
_PHONE = re.compile(
    r"[0+(](?<![0-9A-Za-z_@+].)(?<![0-9][.-].)"
    rf"(?:(?<=\+)66(?:{_GAP}?\(0\))?{_GAP}?[0-9]{{1,9}}|(?<=\()0[0-9]{{0,2}}\){_GAP}?[0-9]{{1,9}}|(?<=0)[0-9]{{0,9}})"
    rf"(?:{_GAP}[0-9]{{1,9}}){{0,5}}(?![0-9]|[.,][0-9])"
)
_EXTENSION = re.compile(r"\s{0,2}(?:ต่อ|ext\.?|#)\s{0,3}[0-9]{1,5}(?![0-9])", re.I)
_PHONE_WORD = re.compile(r"(?:โทร|เบอร์|มือถือ|แฟกซ์|ติดต่อ|สายด่วน|tel|fax|phone|mobile|call)[^0-9]{0,20}$", re.I)
_ACCOUNT_WORD = re.compile(r"(?:บัญชี|เลขที่|รหัส|ประจำตัว)[^0-9]{0,20}$")
# The digits of a group that begins a number, and how numbers are grouped where no word says what they are.
# source: the Thai numbering plan (9 digits for land lines, 10 for mobiles) and usual print; grade B
_SECOND_DIGITS = {9: "234567", 10: "689"}
_GROUPINGS = frozenset(
    {(9,), (1, 8), (2, 7), (3, 6), (1, 4, 4), (2, 3, 4), (3, 3, 3), (10,), (3, 7), (2, 4, 4), (3, 3, 4), (1, 4, 5)}
)
# Short numbers exist only behind a word that calls them so.
_HOTLINE = re.compile(
    r"(?:โทร(?:ศัพท์)?\.?|สายด่วน[^0-9\n]{0,24})\s{0,3}[:：]?\s{0,3}(?P<number>1[0-9]{2,3})(?![0-9]|[-–.,/][0-9])"
)

_LOCAL = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._%+-")
_DOMAIN = re.compile(r"\n?[A-Za-z0-9][A-Za-z0-9-]{0,62}(?:\.[A-Za-z0-9-]{1,63}){0,5}\.[A-Za-z]{2,24}(?![A-Za-z0-9])")

# A host is read in one go (possessive), so that a long run of letters and dots costs its length once. Without scheme or
# www it must end in a domain in common use; shortened links need their path.
_URL_CHARS = r"A-Za-z0-9._~:/?#@!$&()+=%-"
_REST = rf"(?::[0-9]{{2,5}})?(?:[/?#][{_URL_CHARS}]*+)?"
_URL = re.compile(
    r"[A-Za-z0-9](?i:(?<![A-Z0-9@._%+-].)(?:"  # the first by itself: a search for either case looks at each letter long
    rf"(?<=W)WW\.[A-Z0-9-]++(?:\.[A-Z0-9-]++)++{_REST}|[A-Z0-9-]*+(?:\.[A-Z0-9-]++)*+(?:"
    rf"(?:(?<=HTTP)|(?<=HTTPS))://[{_URL_CHARS}]++(?:(?<=/)[ก-๙][ก-๙{_URL_CHARS}]*+)?"
    rf"|(?:(?<=\.TH)|(?<=\.COM)|(?<=\.NET)|(?<=\.ORG)|(?:(?<=\.LY)|(?<=\.GLE)|(?<=\.EE)|(?<=\.ME))(?=/[A-Z0-9])){_REST})))"
)
_CLOSING = ".,;:!?'\"/_&=#"


def find_contacts(text: str) -> list[ContactMention]:
    """Return the contacts in ``text``, from left to right, none overlapping another."""
    text = to_arabic(text)
    found = [*_emails(text), *_urls(text)]
    found += sorted([*_phones(text), *_hotlines(text)])
    found.sort(key=lambda mention: (mention.start_at, mention.kind == "phone"))
    kept: list[ContactMention] = []
    for mention in found:
        if not kept or mention.start_at >= kept[-1].end_at:
            kept.append(mention)
    return kept


def _emails(text: str) -> Iterator[ContactMention]:
    at = text.find("@")
    while at >= 0:
        start = at - 1 if at and text[at - 1] == "\n" else at
        while start and at - start < 66 and text[start - 1] in _LOCAL:
            start -= 1
        domain = _DOMAIN.match(text, at + 1)
        if domain and text[start].isalnum():
            yield ContactMention("email", start, domain.end(), "".join(text[start : domain.end()].split()))
        at = text.find("@", domain.end() if domain else at + 1)


def _urls(text: str) -> Iterator[ContactMention]:
    for match in _URL.finditer(text):
        value = _trimmed(match[0])
        host = value.partition("/")[0].lower()
        if "://" in value or not host.endswith(".th") or host.count(".") > 1:
            yield ContactMention("url", match.start(), match.start() + len(value), value)


def _trimmed(url: str) -> str:
    """Without the punctuation of the sentence around it; a bracket stays where it was opened within."""
    while url[-1] in _CLOSING or (url[-1] in "()" and url.count("(") != url.count(")")):
        url = url[:-1]
    return url


def _phones(text: str) -> Iterator[ContactMention]:
    for match in _PHONE.finditer(text):
        if len(match[0]) < 9:
            continue
        groups = [(group.start(), group.end()) for group in re.compile("[0-9]+").finditer(text, *match.span())]
        named = match[0][0] == "+" or _PHONE_WORD.search(text, max(0, match.start() - 32), match.start()) is not None
        first = 0
        while first < len(groups):
            used = _number_from(text, groups[first:], named)
            if used:
                yield _phone(text, groups[first][0] if first else match.start(), groups[first : first + used])
            first += used or 1


def _number_from(text: str, groups: list[tuple[int, int]], named: bool) -> int:
    """How many of the groups make one phone number; 0 for none."""
    digits = ""
    for used, (start, end) in enumerate(groups, 1):
        digits = _add(digits, text[start:end])
        shape = tuple(end - start for start, end in groups[:used])
        if len(digits) in _SECOND_DIGITS and digits[0] == "0" and digits[1] in _SECOND_DIGITS[len(digits)]:
            return used if named or (shape in _GROUPINGS and _is_no_other(text, groups, used)) else 0
    return 0


def _add(digits: str, group: str) -> str:
    """The digits so far and one group more; the code of the country stands for the leading zero."""
    if digits == "0" and group == "0":
        return digits
    return digits + ("0" + group[2:] if not digits and group.startswith("66") else group)


def _is_no_other(text: str, groups: list[tuple[int, int]], used: int) -> bool:
    """Is a number without a word before it no account, no row of years, no part of a longer code?"""
    start, end = groups[0][0], groups[used - 1][1]
    if used == 1:
        return not _ACCOUNT_WORD.search(text, max(0, start - 32), start)
    if len(groups) > used and text[end] in "-–‐" and groups[used][1] - groups[used][0] > 2:
        return False
    return not all(b - a == 4 and int(text[a:b]) in BE_YEARS for a, b in groups[1:used])


def _phone(text: str, start: int, groups: list[tuple[int, int]]) -> ContactMention:
    digits = ""
    for group in groups:
        digits = _add(digits, text[slice(*group)])
    extension = _EXTENSION.match(text, groups[-1][1])
    return ContactMention("phone", start, extension.end() if extension else groups[-1][1], digits)


def _hotlines(text: str) -> Iterator[ContactMention]:
    if "โทร" in text or "สายด่วน" in text:
        for match in _HOTLINE.finditer(text):
            yield ContactMention("phone", *match.span("number"), match["number"])
