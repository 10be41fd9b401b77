"""Heal line wraps: take out the white space that a column's width put inside phrases, leave what the writer meant.

1. Line ends: which were made by the width, and what replaces them (:mod:`normalise.wraps.linebreaks`).
2. Spaces: a text that was wrapped before it was read carries its line ends as spaces. Words say which spaces are likely
   (:mod:`normalise.words.joints`); the width at which all lines would break just there says the rest
   (:mod:`normalise.wraps.linefit`).
3. A text without a sign of wrapping is left alone, but for spaces after words that end no phrase.

Only white space is edited. Widths are hundredths of an em.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate
from math import exp, log
from typing import NamedTuple

from normalise.lists.markers import begins_item
from normalise.words.joints import SIGN, Joint, joints, next_unit, signs
from normalise.wraps.linebreaks import Fold, fold, line_ends, widest
from normalise.wraps.linefit import WRAP_ODDS, Fit, Spot, best_fit, candidate_widths, fit_lines, gain, highest, widths
from schemas.trace import Edit, Span, Trace, apply_edits

_SPACE = re.compile(r"[ \t\u00a0\n](?<=\S[ \t\u00a0\n])[ \t\u00a0\n]*+(?=\S)")
# ln(odds) of one text or one stray space being wrapped, before looking; what a fit has to reach.
_WRAPPED, _NEEDED, _NEEDED_IN_COLUMN = -2.0, 2.5, 1.0
_STRAY = 4.0
# Two or three lines of about one width prove little: some width always fits them.
_FEW, _UNTESTED = 3, 1.3
# A seam is where a line end was taken out: it is decided, but an older line may have ended there too.
_SEAM = -2.0
_BESIDE_OTHER = -0.3
_SHORT, _LONG, _ROUNDS = 120, 12_000, 4
_KEPT = 2_000  # characters of a text worth remembering
# An older wrapping with mostly the present line ends is the present one, seen through its real spaces.
_SAME, _NEAR = 0.5, 0.08
# So many line ends, or cells, tell a column's width; so many are looked at; widths less far apart are one.
_ENOUGH, _CELLS, _SAMPLE, _APART = 3, 2, 8, 1.08


class Width(NamedTuple):
    """How wide the lines of a column are: those that end in line ends, and those whose ends have become spaces."""

    lines: float | None
    spaces: float | None


class _Lines(NamedTuple):
    """Where line ends were taken out of the text as it is now: decided ones (seams), and the starts of open ones."""

    seams: tuple[Span, ...]
    opened: frozenset[int]


def heal(text: str, width: Width | None = None, *, typed: bool = False) -> list[Edit]:
    """The edits that heal one cell or paragraph: sorted, disjoint, in coordinates of ``text``; white space only.

    ``width`` is the column's (:func:`column_width`), for cells that hold too little evidence of their own.
    ``typed`` says that line ends are paragraphs and breaks of the writer's (DOCX, HTML), not lines of print: they stay,
    but for those inside a phrase.
    """
    lines, spaces = width or Width(None, None)
    if _is_whole(text, spaces):
        return []
    trace, made = Trace(text), dict[int, Edit]()
    for _ in range(_ROUNDS):
        folds = fold(trace.text, lines, typed=typed) if "\n" in trace.text else []
        _make(trace, _edits(folds), made)
        edits = _close_spaces(trace.text, spaces, _taken_out(folds))
        _make(trace, edits, made)
        if not (folds or edits) or _is_whole(trace.text, spaces):
            break
    return [made[start] for start in sorted(made)]


def _is_whole(text: str, spaces: float | None) -> bool:
    """Is there nothing to heal: no line end, no sign of a wrap, and no width that could tell of any?"""
    return "\n" not in text and not spaces and not _shows_wraps(text)


def heal_text(text: str) -> str:
    """``text`` with its line wraps healed."""
    return apply_edits(text, heal(text))


def column_width(cells: Sequence[str]) -> Width | None:
    """The line widths that the cells of one column share; None if they show no wrapping.

    Hand on the cells of one column of one table: each is healed by its own evidence and the column's.
    """
    wrapped = [cell for cell in cells if "\n" in cell]
    enough = sum(len(line_ends(cell)) for cell in wrapped) >= _ENOUGH
    lines, spaces = widest(wrapped) if enough else None, _shared_width(cells)
    return Width(lines, spaces) if lines or spaces else None


def _shared_width(cells: Sequence[str]) -> float | None:
    """The width that explains the spaces of the cells best, each cell being wrapped at it or not at all."""
    sample = [cell for cell in dict.fromkeys(cells) if len(cell) <= _LONG]
    if not any(map(_shows_wraps, sample)):
        return None
    sample = [cell for cell in sample if _SPACE.search(cell)]
    read = list(map(_unfolded, sorted(sample, key=len, reverse=True)[:_SAMPLE]))
    found = [_open_joints(text, lines) for text, lines in read]
    if sum(map(bool, found)) < _CELLS:
        return None
    spots = [_spots(text, joint, lines.seams)[1:] for (text, lines), joint in zip(read, found, strict=True)]
    printed = widest(sample)
    tried = _thinned(
        width
        for cell in spots
        for width in candidate_widths(*cell)
        if not any(lines.opened for _, lines in read) or abs(width - printed) > _NEAR * printed
    )
    scores = {width: sum(_wrapped_or_not(fit_lines(*cell, width).score) for cell in spots) for width in tried}
    best = max(scores, key=scores.__getitem__, default=None)
    return best if best is not None and scores[best] + _WRAPPED >= _NEEDED else None


def _unfolded(cell: str) -> tuple[str, _Lines]:
    """The cell without its wrapped line ends, and where they were."""
    folds = fold(cell) if "\n" in cell else []
    return apply_edits(cell, _edits(folds)), _taken_out(folds)


def _wrapped_or_not(score: float) -> float:
    """The score of a text that is as likely wrapped as not."""
    return log(0.5 * exp(min(score, 50.0)) + 0.5)


def _thinned(found: Iterable[float]) -> list[float]:
    """The widths without those that hardly differ from one before."""
    kept: list[float] = []
    for width in sorted(found):
        if not kept or width > _APART * kept[-1]:
            kept.append(width)
    return kept


def _shows_wraps(text: str) -> bool:
    """Is there any sign of a wrap? Asked of a cell up to three times: for its column, for itself, for its spaces."""
    if " " not in text and "\t" not in text and "\u00a0" not in text:
        return False
    return _has_signs(text) if len(text) <= _KEPT else _has_signs.__wrapped__(text)


@lru_cache(maxsize=4096)
def _has_signs(text: str) -> bool:
    """Cheap: the words of every joint are looked up only in short texts."""
    return signs(text) or (len(text) <= _SHORT and any(joint.evidence >= SIGN for joint in joints(text)))


def _close_spaces(text: str, width: float | None, lines: _Lines) -> list[Edit]:
    """Which spaces are wraps: the line ends of the best fit, and strays after words that end no phrase."""
    if not width and not _shows_wraps(text):
        return []
    found = _open_joints(text, lines)
    wraps = {joint.start for joint in found.values() if joint.evidence >= _STRAY}
    if len(text) <= _LONG:
        wraps |= {at for at in _fitted(text, found, width, lines) if found[at].evidence > -WRAP_ODDS}
    return [Edit(at, found[at].end, "") for at in sorted(wraps)]


def _open_joints(text: str, lines: _Lines) -> dict[int, Joint]:
    """The joints by their starts, but for those that were line ends and are decided."""
    decided = {start for start, _ in lines.seams}
    return {joint.start: joint for joint in joints(text) if joint.start not in decided}


def _fitted(text: str, found: dict[int, Joint], width: float | None, lines: _Lines) -> list[int]:
    """The joints that ended lines in the best fit; none if no fit is good enough."""
    gaps, spots, total = _spots(text, found, lines.seams)
    fit = _best(spots, total, width)
    if fit is None:
        return []
    ends = [gaps[end] for end in fit.ends]
    if sum(end in lines.opened for end in ends) > _SAME * max(len(ends), len(lines.opened)):
        return []
    return [end for end in ends if end in found]


def _best(spots: Sequence[Spot], total: float, width: float | None) -> Fit | None:
    """The best fit: one that is plain at the column's width, else one of its own, else a fair one at the column's."""
    needed, possible = _NEEDED - _WRAPPED + (_UNTESTED if len(spots) <= _FEW else 0.0), highest(spots)
    if possible < _NEEDED_IN_COLUMN:
        return None
    shared = best_fit(spots, total, [width]) if width else None
    if shared and shared.score >= needed:
        return shared
    own = best_fit(spots, total, candidate_widths(spots, total)) if possible >= needed else None
    if own and own.score >= needed:
        return own
    return shared if shared and shared.score >= _NEEDED_IN_COLUMN else None


def _spots(text: str, found: dict[int, Joint], seams: Sequence[Span]) -> tuple[list[int], list[Spot], float]:
    """Where each white space or seam starts, what it is as a spot, and the width of the whole text."""
    at = [0, *accumulate(widths(text))]
    gaps = sorted({*(match.span() for match in _SPACE.finditer(text)), *seams})
    spots = []
    for start, end in gaps:
        joint, hard = found.get(start), begins_item(text, end) > 0 or "\n" in text[start:end]
        said = gain(joint.evidence) if joint else _SEAM if (start, end) in seams else _BESIDE_OTHER
        spots.append(Spot(at[start], at[end], at[next_unit(text, end)] - at[end], said, hard))
    return [start for start, _ in gaps], spots, float(at[-1])


def _edits(folds: Sequence[Fold]) -> list[Edit]:
    return [Edit(start, end, new) for start, end, new, _ in folds]


def _taken_out(folds: Sequence[Fold]) -> _Lines:
    """Where, in the text after ``folds``, line ends were."""
    spans, shift = [], 0
    for start, end, new, is_open in folds:
        spans.append((start + shift, start + shift + len(new), is_open))
        shift += len(new) - (end - start)
    seams = tuple((start, end) for start, end, is_open in spans if not is_open)
    return _Lines(seams, frozenset(start for start, _, is_open in spans if is_open))


def _make(trace: Trace, edits: Sequence[Edit], made: dict[int, Edit]) -> None:
    """Make the edits, and note them in coordinates of the raw text; the last word on a white space counts."""
    for edit in edits:
        start, end = trace.back(edit.start, edit.end)
        made[start] = Edit(start, end, edit.new)
    trace.apply("wraps", edits)
