"""Tables that rules do not part into cells: columns and rows told by white, by levels of rules and fills, by numbers.

Missing such a table is better than inventing one: laws, manuals and forms align text too. So headings of the
vocabulary must stand above, or at least several levels of equal width must part it.
"""

import math

from extract.readers.pdf.drawn.glyphs import Glyphs
from extract.readers.pdf.drawn.objects import Drawing
from extract.readers.pdf.drawn.raw import Box
from extract.readers.pdf.lines.chunks import ChunkRow, pieces_to_chunks
from extract.readers.pdf.lines.rowbreaks import column_of
from extract.readers.pdf.lines.text import Piece
from extract.readers.pdf.order.layout import is_page_number
from extract.readers.pdf.ruled.tables import GridTable, fill_grids
from extract.readers.pdf.white.carried import OpenTable, find_rest, rest_edges
from extract.readers.pdf.white.framed import frame_to_region, part_frame
from extract.readers.pdf.white.frames import find_frames
from extract.readers.pdf.white.hanging import is_rest
from extract.readers.pdf.white.headed import find_below, find_headed, heads_anew
from extract.readers.pdf.white.middlehead import middle_head
from extract.readers.pdf.white.regions import Region, box_of, region_to_grid

_FLUSH = 6.0  # points that the sides of a table may differ on two pages
_CLOSE = 1.5  # em


def find_aligned(
    glyphs: Glyphs,
    pieces: list[Piece],
    drawing: Drawing,
    tables: list[GridTable],
    above: OpenTable | None = None,
    height: float = math.inf,
) -> tuple[list[GridTable], list[Piece]]:
    """Return the tables among pieces of prose, and the pieces left over.

    tables: those found before. above: the table that the page before left open. height: of the page, where a heading
    alone at its end may be one of the next page's table.
    """
    rows = pieces_to_chunks(glyphs, pieces)
    regions: list[Region] = []
    boxes = [table.box for table in tables]
    frames = [part for frame in find_frames(drawing, boxes) for part in part_frame(frame, rows)]
    levels: list[float] = []
    for nth, frame in enumerate(frames):
        below = [(other.x0, other.levels[0], other.x1, other.levels[-1]) for other in frames[nth + 1 :]]
        region = frame_to_region(rows, frame, [*boxes, *below])
        if region:
            regions.append(region)
            taken = {row.base for row in (*region.head, *region.body)}
            rows = [row for row in rows if row.base not in taken]
            boxes.append(box_of(region))
        else:
            levels += frame.levels
    rest = _rest(rows, above, boxes, sorted(levels)) if above else None
    if rest:
        regions.insert(0, rest)
        rows = rows[len(rest.body) :]
    regions += find_headed(rows, boxes, height)
    if not regions:
        return [], pieces
    grids = [region_to_grid(region) for region in regions]
    return fill_grids(grids, glyphs, pieces, goes_on=lambda table: rest is not None and is_rest(table, above))


def _rest(rows: list[ChunkRow], above: OpenTable, boxes: list[Box], levels: list[float]) -> Region | None:
    """What goes on from the page before: to where another table begins, or a heading."""
    if above.head and rows and not any(box[1] < rows[0].base for box in boxes):
        return find_below(rows, above.head, boxes)
    heads = (rows[middle_head(rows, nth).start] for nth, row in enumerate(rows) if heads_anew(row))
    heading = next((row.base - row.size for row in heads), math.inf)
    rest = find_rest(rows, above, min([heading, *(box[1] for box in boxes)]))
    lone = all(len(row.chunks) == 1 for row in rest)
    if lone and not any(_goes_on_below(rest, above, box) for box in boxes):
        return None
    return Region([], rest, rest_edges(above, rest), levels) if rest else None


def _goes_on_below(rest: list[ChunkRow], above: OpenTable, box: Box) -> bool:
    """A table of the same width stands right below the rest, which may be lines of one cell then.

    Not of the first one: titles and running heads begin there. Nor is it a page's number.
    """
    if any(column_of(row.chunks[0], above.edges) == 0 or is_page_number(row.chunks[0].text) for row in rest):
        return False
    same = abs(box[0] - above.edges[0]) <= _FLUSH and abs(box[2] - above.edges[-1]) <= _FLUSH
    return same and any(0 < box[1] - row.base < _CLOSE * row.size for row in rest[-1:])
