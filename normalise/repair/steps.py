"""Repair of damaged Thai text: the steps in their order, each with a name, and what each has done.

1 private-use glyphs and stand-ins, 2 odd spaces and invisible characters, 3 SARA E twice, 4 letters drawn twice,
5 SARA AM, 6 spaces inside letters and syllables, 7 misreadings that only words tell, 8 order of marks, 9 doubles.
Glyphs come first, for everything after them reads Thai letters; two tone marks on one letter are read before equal
marks are merged; words are asked when the letters are as whole as rules without words can make them.

Thai digits stay: they are changed elsewhere, and are as long as Arabic ones.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from normalise.repair import doubles, glyphs, marks, saraam, spacing
from normalise.repair.noise import find_noise
from normalise.repair.readings import reread
from schemas.trace import Edit, Span, Trace

__all__ = ["STEPS", "Repair", "find_noise", "repair", "repair_text"]

Finder = Callable[[str], list[Edit]]

STEPS: tuple[tuple[str, Finder], ...] = (
    ("private-use glyph", glyphs.read_glyphs),
    ("stand-in for a Thai mark", glyphs.read_stand_ins),
    ("invisible character", glyphs.blank_invisible),
    ("SARA E twice", marks.compose_sara_ae),
    ("letters twice", doubles.single_letters),
    ("SARA AM in pieces", saraam.compose_sara_am),
    ("lost SARA AM", saraam.restore_lost_sara_am),
    ("space before a mark", spacing.join_marks),
    ("space behind a leading vowel", spacing.join_leading_vowels),
    ("mark without a character", partial(reread, name="mark without a character")),
    ("tone mark for low vowel", partial(reread, name="tone mark for low vowel")),
    ("order of marks", marks.order_marks),
    ("space inside a syllable", partial(reread, name="space inside a syllable")),
    ("low vowel for tone mark", partial(reread, name="low vowel for tone mark")),
    ("marks behind the next letter", partial(reread, name="marks behind the next letter")),
    ("SARA AM in pieces", saraam.compose_moved_sara_am),
    ("SARA AM for SARA AA", partial(reread, name="SARA AM for SARA AA")),
    ("tone mark and SARA AA for SARA AM", partial(reread, name="tone mark and SARA AA for SARA AM")),
    ("syllable twice", partial(reread, name="syllable twice")),
    ("word twice", doubles.single_words),
)
_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Repair:
    """``count`` times ``before`` became ``after``, both with the letter they stand behind.

    ``span`` is the raw interval of the first of them.
    """

    rule: str
    before: str
    after: str
    count: int
    span: Span


def repair(trace: Trace) -> list[Repair]:
    """Make the steps on the trace, again until none finds anything more, and say what was done, first finds first."""
    done: dict[tuple[str, str, str], tuple[int, Span]] = {}
    for _ in range(_ROUNDS):
        if not _round(trace, done):
            break
    return [Repair(*key, count, span) for key, (count, span) in done.items()]


def repair_text(text: str) -> str:
    """The repaired text; repairing it again changes nothing."""
    trace = Trace(text)
    repair(trace)
    return trace.text


def _round(trace: Trace, done: dict[tuple[str, str, str], tuple[int, Span]]) -> bool:
    changed = False
    for rule, find in STEPS:
        edits = find(trace.text)
        for edit in edits:
            before, after = _shown(trace.text, edit)
            count, span = done.get((rule, before, after)) or (0, trace.back(edit.start, edit.end))
            done[rule, before, after] = (count + 1, span)
        trace.apply(rule, edits)
        changed = changed or bool(edits)
    return changed


def _shown(text: str, edit: Edit) -> tuple[str, str]:
    """What stood and what stands there, with the letter before it: a mark alone says little."""
    start = edit.start - 1 if edit.start and "ก" <= text[edit.start - 1] <= "๎" else edit.start
    lead = text[start : edit.start]
    return lead + text[edit.start : edit.end], lead + edit.new
