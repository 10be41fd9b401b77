"""Latin noise in Thai text: short lower-case words left by text recognition. Reported, never changed."""

import re
from functools import cache
from itertools import chain

from schemas.trace import Span
from schemas.vocabulary import load

# between Thai words, spaces allowed; what touches a digit, a dot, @ or a hyphen belongs to something else
_SHORT_LATIN = re.compile("(?:(?<=[ก-๛])|(?<=[ก-๛] ))[a-z]{2,5}(?= ?[ก-๛])")


def find_noise(text: str) -> list[Span]:
    """Intervals of ``text``, in order: unknown lower-case Latin words of 2 to 5 letters between Thai ones."""
    known = _known()
    return [hit.span() for hit in _SHORT_LATIN.finditer(text) if hit[0] not in known]


@cache
def _known() -> frozenset[str]:
    return frozenset(chain.from_iterable(load("latin").values()))
