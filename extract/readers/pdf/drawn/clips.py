"""Lines that a page break cuts. Chromium draws them on both pages, and hides by a clip path what each does not show.

Clips are asked for only where something reaches over the ends of the page, for an answer takes several calls; and of
marks and written text (ActualText) that stand by themselves: hidden letters may be left out, but for such.
"""

from extract.readers.pdf.drawn.glyphs import DROPPED, MARKS, Glyphs, Run
from extract.readers.pdf.drawn.objects import Drawing
from extract.readers.pdf.drawn.shown import clip_of
from extract.readers.pdf.drawn.view import View

_MARKS_ALONE = 3  # glyphs
_LEVEL = 1.0  # points


def drop_cut_text(glyphs: Glyphs, drawing: Drawing, view: View) -> None:
    """Drop text whose baseline is hidden: it stands whole on the page that shows that."""
    clip, text = drawing.clip, glyphs.text
    cut = [run for run in glyphs.runs if run.turn == 0 and clip and not clip[1] <= run.base <= clip[3]]
    suspects = [*cut, *_left_over(glyphs)]
    if not suspects:
        return
    objects, letters = list(drawing.order), list(text)
    for run in suspects:
        handle = objects[run.order] if run.order < len(objects) else 0
        own = clip_of(handle, drawing.inside.get(handle, view.matrix)) if handle else None
        if own and not own[1] <= run.base <= own[3]:
            letters[run.start : run.end] = DROPPED * (run.end - run.start)
    glyphs.text = "".join(letters)


def _left_over(glyphs: Glyphs) -> list[Run]:
    """Runs of marks off the line of the text before them, and written ones that stand alone on their line."""
    runs, text, found, base = glyphs.runs, glyphs.text, [], 0.0
    for nth, run in enumerate(runs):
        if text[run.start] in MARKS and _is_marks(text, run):
            if run.turn == 0 and abs(run.base - base) >= _LEVEL:
                found.append(run)
            continue
        base = run.base
        if run.written and run.turn == 0:
            beside = (*runs[max(nth - 1, 0) : nth], *runs[nth + 1 : nth + 2])
            found += [] if any(abs(base - other.base) < _LEVEL for other in beside) else [run]
    return found


def _is_marks(text: str, run: Run) -> bool:
    return run.end - run.start <= _MARKS_ALONE and all(map(MARKS.__contains__, text[run.start : run.end]))
