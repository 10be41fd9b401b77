"""One scanned page, from its picture to its blocks. The order of the steps:

1. upright and straight    2. ruling lines, and the grids they make    3. rules, dirt and pictures off the paper
4. text of each cell that is not blank    5. prose by regions    6. numbers a second time    7. layout    8. verdict
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extract.readers.pdf.drawn.glyphs import UNKNOWN, Glyphs
from extract.readers.pdf.drawn.objects import Drawing, Rule
from extract.readers.pdf.drawn.view import View
from extract.readers.pdf.lines.text import pieces_to_lines
from extract.readers.pdf.order.layout import order_blocks
from extract.readers.pdf.ruled.grid import Grid, rules_to_grids
from extract.readers.pdf.ruled.tables import fill_grids, outermost
from extract.readers.pdf.white.aligned import find_aligned
from extract.readers.scan.acronyms import mend_acronyms
from extract.readers.scan.blocks import read_box
from extract.readers.scan.content import ScannedPage
from extract.readers.scan.glyphs import ReadLine, to_lettering
from extract.readers.scan.lexicon import mend_words
from extract.readers.scan.likeness import mend_likeness
from extract.readers.scan.numbers import read_numbers
from extract.readers.scan.paper import Paper, lay_paper
from extract.readers.scan.pixels import faint_ink_of, ink_of, without_noise
from extract.readers.scan.quality import is_blank, judge_scan, scan_figures, without_noise_lines
from extract.readers.scan.regions import find_regions
from extract.readers.scan.rules import find_rules
from extract.readers.scan.spaces import close_gaps, mend_bullet
from extract.readers.scan.ticks import mark_ticks
from extract.readers.scan.tones import restore_tones
from extract.readers.scan.upright import Upright, set_upright

if TYPE_CHECKING:
    from extract.readers.scan.arrays import Grey

_FRAME = 3  # px by which a cell's picture keeps off its rules


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as displayed, rendered at ``dpi``; ``width`` and ``height`` in points."""

    number: int
    grey: "Grey"
    dpi: float
    width: float
    height: float


def read_picture(picture: Picture) -> ScannedPage:
    """Read a page's picture. A page on which nothing can be read has quality "none" or "garbage", and no blocks."""
    upright = set_upright(picture.grey, picture.dpi)
    grey = without_noise(upright.grey)
    ink = ink_of(grey)
    ruling = find_rules(faint_ink_of(grey), picture.dpi)
    paper = lay_paper(grey, ink, ruling.mask, picture.dpi)
    scale = 72 / picture.dpi
    across, down = _in_points(ruling.across, scale), _in_points(ruling.down, scale)
    grids = outermost(rules_to_grids(across, down))
    found = read_cells(paper, grids) + read_prose(paper, grids)
    lines = without_noise_lines(found)
    for read in lines:
        close_gaps(paper, read.line)
        mend_bullet(paper, read.line)
    tones = sum(restore_tones(paper, read.line) for read in lines)
    letters = sum(mend_likeness(read.line) for read in lines) + mend_words(lines) + mend_acronyms(lines)
    overruled = read_numbers(paper, lines)
    lines = [read for read in lines if read.line.symbols[0].text != UNKNOWN]
    page = _new_page(picture, upright, across, down)
    page.figures = scan_figures(lines, upright, paper) | {
        "noise_lines": len(found) - len(lines),
        "numbers_overruled": overruled,
        "tones_restored": tones,
        "letters_changed": letters,
    }
    _lay_out(page, lines, grids, paper)
    page.quality = judge_scan(page.figures)
    if page.quality in ("none", "garbage"):
        page.blocks = []
        page.figures |= {"blank": 1} if is_blank(page.figures) else {}
    return page


def read_cells(paper: Paper, grids: list[Grid]) -> list[ReadLine]:
    """The lines of every cell that is not blank."""
    lines: list[ReadLine] = []
    scale = paper.dpi / 72
    for grid in grids:
        for cell in grid.cells:
            x0, top, x1, bottom = (side * scale for side in cell)
            box = (x0 + _FRAME, top + _FRAME, x1 - _FRAME, bottom - _FRAME)
            lines += [ReadLine(line, cell) for line in read_box(paper, box)]
    return lines


def read_prose(paper: Paper, grids: list[Grid]) -> list[ReadLine]:
    """The lines outside all cells."""
    rest = paper.without([cell for grid in grids for cell in grid.cells])
    return [ReadLine(line) for box in find_regions(rest.ink, paper.dpi, paper.letter) for line in read_box(rest, box)]


def _in_points(rules: list[Rule], scale: float) -> list[Rule]:
    return [(level * scale, start * scale, end * scale) for level, start, end in rules]


def _new_page(picture: Picture, upright: Upright, across: list[Rule], down: list[Rule]) -> ScannedPage:
    drawing = Drawing("", 0, 0, across=across, down=down)
    view = View(picture.width, picture.height, 0, upright.matrix)
    nothing = Glyphs(0, "", [], [], [], [], [], [], [])
    return ScannedPage(picture.number, view, drawing, nothing, height=upright.height)


def _lay_out(page: ScannedPage, lines: list[ReadLine], grids: list[Grid], paper: Paper) -> None:
    lettering = to_lettering(lines, paper.dpi)
    page.glyphs, page.numbers, page.trust = lettering.glyphs, lettering.numbers, lettering.trust
    page.pieces = [replace(piece, parts=list(piece.parts)) for piece in lettering.pieces]
    tables, prose = fill_grids(grids, page.glyphs, lettering.pieces)
    page.figures["drawn_marks"] = mark_ticks(tables, page.drawing, paper)
    aligned, prose = find_aligned(page.glyphs, prose, page.drawing, tables)
    page.blocks = order_blocks([*tables, *aligned], pieces_to_lines(page.glyphs, prose), paper.width)
