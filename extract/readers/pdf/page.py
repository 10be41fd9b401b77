"""One page, from its objects to its blocks. The intermediates are kept, so that they can be drawn."""

from collections.abc import Callable
from dataclasses import dataclass, field

from extract.readers.pdf.drawn.characters import read_glyphs
from extract.readers.pdf.drawn.clips import drop_cut_text
from extract.readers.pdf.drawn.glyphs import Glyphs
from extract.readers.pdf.drawn.ink import mend_by_ink
from extract.readers.pdf.drawn.limits import Limits
from extract.readers.pdf.drawn.objects import Drawing, read_objects
from extract.readers.pdf.drawn.quality import is_all_text, judge_page, page_figures
from extract.readers.pdf.drawn.raw import Box, Matrix, pdfium
from extract.readers.pdf.drawn.turned import main_turn
from extract.readers.pdf.drawn.view import View, back_from, page_view, place_box
from extract.readers.pdf.lines.bullets import add_bullets
from extract.readers.pdf.lines.text import TextLine, runs_to_pieces
from extract.readers.pdf.order.flows import part_flows
from extract.readers.pdf.order.layout import Placed, order_flows
from extract.readers.pdf.ruled.grid import rules_to_grids
from extract.readers.pdf.ruled.keyedrows import part_keyed_rows
from extract.readers.pdf.ruled.marks import mark_months
from extract.readers.pdf.ruled.rules import thick_rules
from extract.readers.pdf.ruled.tables import fill_grids
from extract.readers.pdf.ruled.tallrows import part_tall_rows
from extract.readers.pdf.ruled.widecells import part_wide_cells
from extract.readers.pdf.white.aligned import find_aligned
from extract.readers.pdf.white.below import with_rows_below
from extract.readers.pdf.white.carried import OpenTable, open_table
from extract.readers.pdf.white.hanging import is_rest, take_hanging
from extract.readers.pdf.white.opensides import with_open_sides
from extract.readers.pdf.white.painted import painted_rules
from schemas.document import Quality, ReaderName
from schemas.readings import Readings

PageFigures = dict[str, float]
Teller = Callable[[Glyphs], int]


@dataclass(slots=True)
class PageContent:
    """What a page holds. ``blocks`` are in reading order, none on a page whose text is missing or garbage.

    open: the table it ends in, which may go on over the page break. upright: where its text is turned a quarter, the
    height of the page that it was laid out on with upright text, and what takes boxes of that one to the page.
    """

    number: int
    view: View
    drawing: Drawing
    glyphs: Glyphs
    blocks: list[Placed] = field(default_factory=list)
    quality: Quality = "none"
    figures: PageFigures = field(default_factory=dict)
    reader: ReaderName = "pdf"
    open: OpenTable | None = None
    upright: tuple[float, Matrix] | None = None

    @property
    def layout_height(self) -> float:
        """The height, in points, of the page that ``blocks`` are laid out on."""
        return self.upright[0] if self.upright else self.view.height

    def display(self, box: Box) -> Box:
        """Take a box of the layout to the page as displayed."""
        x0, top, x1, bottom = box
        return place_box(self.upright[1], x0, bottom, x1, top) if self.upright else box

    def note_readings(self, readings: Readings, at: int, lines: list[TextLine]) -> None:
        """Add what is known of the certainty of lines that stand from the raw character ``at`` on: of text, nothing."""

    @classmethod
    def unreadable(cls, number: int) -> "PageContent":
        """A page that no reader could load."""
        nothing = Glyphs(0, "", [], [], [], [], [], [], [])
        view = View(0.0, 0.0, 0, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0))
        return cls(number, view, Drawing("", 0, 0), nothing, figures={"unreadable": 1})


def read_page(
    handle: int, number: int, name: str, limits: Limits, above: OpenTable | None = None, tell: Teller | None = None
) -> PageContent:
    """Read a loaded pdfium page. ``above`` is the table that the page before left open. Raises LimitExceeded.

    tell: puts letters for characters that are numbers of glyphs, and returns for how many.
    """
    textpage = pdfium("FPDFText_LoadPage")(handle)
    try:
        content = _draw(handle, textpage, number, name, limits)
        turn = main_turn(content.glyphs)
        shown = content.view
        content = _draw(handle, textpage, number, name, limits, turn) if turn else content
        told = {"ink_told": tell(content.glyphs)} if tell else {}
        lay_out(content, mend_by_ink(content.glyphs) | told, above)
        if turn:
            _lay_back(content, shown, turn)
    finally:
        pdfium("FPDFText_ClosePage")(textpage)
    return content


def _draw(handle: int, textpage: int, number: int, name: str, limits: Limits, turn: int = 0) -> PageContent:
    """What a page draws, seen upright or turned so many quarters clockwise."""
    view = page_view(handle, turn)
    drawing = Drawing(name, limits.rules_a_page, limits.form_depth, height=view.height)
    read_objects(handle, view.matrix, drawing)
    glyphs = read_glyphs(textpage, view, drawing, limits.characters_a_page)
    glyphs.matrix = view.matrix
    drop_cut_text(glyphs, drawing, view)
    return PageContent(number, view, drawing, glyphs)


def _lay_back(content: PageContent, shown: View, turn: int) -> None:
    """From a page laid out turned to the page as displayed."""
    matrix = back_from(content.view, turn)
    content.upright, content.view = (content.view.height, matrix), shown
    glyphs = content.glyphs
    if not glyphs.rects:  # else they are of page space, which no turn changes
        sides = zip(glyphs.x0, glyphs.bottom, glyphs.x1, glyphs.top, strict=True)
        boxes = [place_box(matrix, *box) for box in sides]
        glyphs.x0, glyphs.top, glyphs.x1, glyphs.bottom = (list(side) for side in zip(*boxes, strict=True))


def lay_out(content: PageContent, mended: dict[str, int], above: OpenTable | None = None) -> None:
    """From glyphs and drawings to blocks and a verdict."""
    view, glyphs, drawing = content.view, content.glyphs, content.drawing
    pieces = runs_to_pieces(glyphs)
    slanted = sum(1 for piece in pieces if piece.turn < 0)
    pieces = [piece for piece in pieces if piece.turn >= 0] if slanted else pieces
    text = "".join([glyphs.text[start:end] for piece in pieces for start, end in piece.parts])
    content.figures = page_figures(text, drawing.images, view.width, view.height, mended)
    if slanted:
        content.figures["slanted_pieces"] = slanted  # watermarks and stamps: in no cell and no line
    all_text = is_all_text(drawing, glyphs.text.strip())
    content.quality = judge_page(content.figures, all_text=all_text)
    if content.quality in ("none", "garbage"):
        content.figures |= {"blank": 1} if all_text and content.quality == "none" else {}
        return
    pieces = add_bullets(glyphs, drawing, pieces, view)
    across, down = thick_rules(drawing.areas)
    across, down = [*drawing.across, *across], [*drawing.down, *down]
    grids = rules_to_grids(across, down)
    more_across, more_down = painted_rules(drawing, grids, glyphs, pieces)
    if more_across:
        grids = rules_to_grids([*across, *more_across], [*down, *more_down])
    grids = with_open_sides(grids, across, [*down, *more_down], glyphs, pieces)
    grids = with_rows_below(grids, across, glyphs, pieces)
    tables, prose = fill_grids(grids, glyphs, pieces, goes_on=lambda table: is_rest(table, above))
    prose = take_hanging(tables, glyphs, prose, view.height)
    tables = [part_tall_rows(part_wide_cells(table, glyphs), glyphs) for table in tables]
    tables = [part_keyed_rows(table, glyphs) for table in tables]
    marked = sum(mark_months(table, drawing) for table in tables)
    if marked:
        content.figures["drawn_marks"] = marked
    flows = part_flows(prose, tables)
    for nth, flow in enumerate(flows):
        aligned, flow.pieces = find_aligned(glyphs, flow.pieces, drawing, tables, None if nth else above, view.height)
        flow.tables += aligned
    content.blocks = order_flows(glyphs, flows, view.width)
    content.open = open_table(content.blocks, view.height, above)
