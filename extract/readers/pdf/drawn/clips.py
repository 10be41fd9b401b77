"""Lines that a page break cuts. Chromium draws them on both pages, and hides by a clip path what each does not show.

Clips are asked for only where something reaches over the ends of the page, for an answer takes several calls.
"""

from extract.readers.pdf.drawn.glyphs import DROPPED, Glyphs
from extract.readers.pdf.drawn.objects import Drawing
from extract.readers.pdf.drawn.shown import clip_of
from extract.readers.pdf.drawn.view import View


def drop_cut_text(glyphs: Glyphs, drawing: Drawing, view: View) -> None:
    """Drop text whose baseline is hidden: it stands whole on the page that shows that."""
    clip = drawing.clip
    if clip is None:
        return
    objects, letters = list(drawing.order), list(glyphs.text)
    for run in glyphs.runs:
        if run.turn == 0 and run.order < len(objects) and not clip[1] <= run.base <= clip[3]:
            if clip_of(objects[run.order], view.matrix):
                letters[run.start : run.end] = DROPPED * (run.end - run.start)
    glyphs.text = "".join(letters)
