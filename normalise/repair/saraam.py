"""SARA AM (ำ) taken apart, doubled, or lost: put together by what can stand in a Thai syllable.

Unicode text has one character, behind the tone mark. PDFs give NIKHAHIT and SARA AA with the tone mark anywhere, the
whole and a half together, or a space where NIKHAHIT was. No syllable begins with SARA AA, so a consonant, a space and
SARA AA are SARA AM: true of 7,531 of 7,583 places measured, the others in lines set letter by letter.
"""

import re

from normalise.repair.likelihood import beside, read_plain
from normalise.repair.spacing import is_letter_spaced
from schemas.trace import Edit

_TONES = "่-๋"
_AM_AND_MORE = re.compile(f"ำ[{_TONES}าำ]")
_PIECES = re.compile(f"[{_TONES}ําำ](?<=[ก-ฮ].)[{_TONES}ําำ]{{1,5}}")
_LOST_ANY = re.compile(f" [{_TONES}ํ]?า|ํ[{_TONES}]? ")
_LOST = re.compile(f"(?<=[ก-ฮ])(?=[{_TONES}ํ]* )[{_TONES}ํ ]{{1,5}}า")
# a letter with a mark before a space may be the start of a word cut in two: ส านั กงาน
_CUT_OFF = re.compile("[เ-ไ]?[ก-ฮ][ัิ-ฺ็-๎]+$")
_NEAR = 6
_CLEARLY = 10.0


def compose_sara_am(text: str) -> list[Edit]:
    """Pieces of one SARA AM become one, behind the tone mark: นํ้า, น้ํา, ลำาดับ -> น้ำ, ลำดับ.

    NIKHAHIT behind SARA AA stays: it may be one of many moved marks, which are read together.
    """
    return _compose(text, moved=False)


def compose_moved_sara_am(text: str) -> list[Edit]:
    """Also NIKHAHIT behind SARA AA becomes SARA AM: จาํ -> จำ."""
    return _compose(text, moved=True)


def _compose(text: str, moved: bool) -> list[Edit]:
    if "ํ" not in text and "าำ" not in text and not _AM_AND_MORE.search(text):
        return []
    found = [(hit.span(), _composed(hit[0])) for hit in _PIECES.finditer(text) if moved or "าํ" not in hit[0]]
    return [Edit(*span, new) for span, new in found if new and new != text[slice(*span)]]


def _composed(pieces: str) -> str | None:
    """The tone mark, if any, and SARA AM; None for pieces that are no SARA AM, or have two different tone marks."""
    tones = {piece for piece in pieces if piece not in "ําำ"}
    whole = "ำ" in pieces or {"ํ", "า"} <= set(pieces)
    return "".join(tones) + "ำ" if whole and len(tones) < 2 else None


def restore_lost_sara_am(text: str) -> list[Edit]:
    """A space (or NIKHAHIT and a space) before SARA AA becomes SARA AM: ต าบล -> ตำบล.

    Where only a plain SARA AA makes words (ก าร), the space alone goes.
    """
    if not _LOST_ANY.search(text):
        return []
    edits = (_restored(text, *hit.span()) for hit in _LOST.finditer(text))
    return [edit for edit in edits if edit]


def _restored(text: str, start: int, end: int) -> Edit | None:
    pieces = text[start:end]
    tones = {piece for piece in pieces if piece not in "ํา "}
    space = start + pieces.index(" ")
    if len(tones) > 1 or pieces.count(" ") > 2 or is_letter_spaced(text, space):
        return None
    tone = "".join(tones)
    return Edit(start, end, tone + ("า" if _must_be_aa(text, start, end, tone) else "ำ"))


def _must_be_aa(text: str, start: int, end: int, tone: str) -> bool:
    """A tone mark behind the space may have brought the space itself (หน ้าที่): then the likelier of the two."""
    pieces = text[start:end]
    if "ํ" in pieces:
        return False
    left, right = beside(text, start, end, _NEAR)
    if text.startswith(" ", end + len(right)):
        right = _CUT_OFF.sub("", right)
    as_am = read_plain(f"{left}{tone}ำ{right}")
    if pieces[-2] == " " and not as_am.unknown:
        return False
    as_aa = read_plain(f"{left}{tone}า{right}")
    if pieces[-2] != " ":
        return as_aa.cost < as_am.cost
    return as_aa.unknown < as_am.unknown and as_aa.cost + _CLEARLY < as_am.cost
