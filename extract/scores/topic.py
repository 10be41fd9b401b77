"""Whether a paragraph speaks of the integrity assessment: plans and surveys score much else in the same words."""

import re

from extract.indicators import name_pattern
from schemas.document import Document, Line
from schemas.vocabulary import remembered

# Perceptions of countries, opinion polls on scales of other lengths, goods and services.
_OTHERS = re.compile(
    r"ดัชนี(?!ชี้วัด)|(?<![A-Za-z])CPI(?![A-Za-z])|Perceptions?\s+Index|แหล่งข้อมูล|ประเทศไทย|คะแนน\s*เต็ม\s*(?!100|30|40)\d|เต็ม\s*[3-9]\s*คะแนน"
)
# What the two patterns need, as a look before they are tried.
_OUR_WORDS = ("IT", "คุณธรรม", "คะแนน")
_OTHER_WORDS = ("ดัชนี", "CPI", "Perception", "แหล่งข้อมูล", "ประเทศไทย", "เต็ม")
_RESULT = re.compile(r"ผลการประเมิน|ตัวชี้วัด\s*ที่\s*\d")
_OPENING = 12  # lines that say what the document is about
_REACH = 12  # paragraphs for which a mention holds in a document about something else


@remembered()
def _ours() -> re.Pattern[str]:
    """What only the assessment is spoken of in. Its first letters go ahead: a search then skips to these."""
    return re.compile(
        r"[IEOคตด](?:(?<![A-Za-z].)(?:(?<=I)TA|(?<=[IEO])IT)(?![A-Za-z])|(?<=ค)ุณธรรม\s*และ\s*ความ\s*โปร่งใส"
        rf"|(?:(?<=ต)ัวชี้วัด|(?<=ด)้าน)\s*(?:ที่)?\s*\d{{0,2}}[.):]?\s*(?:{name_pattern()}).{{0,60}}คะแนน)",
        re.DOTALL,
    )


class Topic:
    """Follows the paragraphs of a document.

    A document that opens on the assessment is about it until another index or poll is named; any other only near a
    mention of the assessment.
    """

    def __init__(self, document: Document) -> None:
        lines = (document.text[slice(*block.span)] for _, block in document.blocks() if isinstance(block, Line))
        opening = "\n".join(line for line, _ in zip(lines, range(_OPENING), strict=False))
        self._home = _ours().search(opening) is not None
        self._left = _REACH if self._home else 0

    def holds(self, paragraph: str) -> bool:
        """True where scores in the next paragraph may be of the assessment."""
        if any(word in paragraph for word in _OUR_WORDS) and _ours().search(paragraph):
            self._left = _REACH
        elif any(word in paragraph for word in _OTHER_WORDS) and _OTHERS.search(paragraph):
            self._left = 0
        elif self._home:
            self._left = _REACH if _RESULT.search(paragraph) else self._left
        else:
            self._left = max(self._left - 1, 0)
        return self._left > 0
