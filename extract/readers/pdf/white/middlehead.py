"""Headings whose labels are set in the middle of their height: those of two lines stand half a line above and below."""

from extract.readers.pdf.lines.chunks import Chunk, ChunkRow

_NEAREST, _FURTHEST = 0.4, 1.3  # em from the labels of one line to half a line above them
_MOST_STEPS = 4  # half lines
_SAME = 0.3  # em that the lines above and below may differ in how far they stand off


def middle_head(rows: list[ChunkRow], at: int) -> range:
    """The lines of the heading that a line of labels belongs to: as many above its middle as below, as far off.

    The line itself where there are none.
    """
    heads = [_about(rows, centre) for centre in range(at, min(at + _MOST_STEPS, len(rows)))]
    return max((head for head in heads if at in head), key=len)


def _about(rows: list[ChunkRow], at: int) -> range:
    """The lines about a line of labels. Those nearest stand over and under no label of that line."""
    centre = rows[at]
    alone = range(at, at + 1)
    if at == 0 or not _NEAREST * centre.size < centre.base - rows[at - 1].base < _FURTHEST * centre.size:
        return alone
    half = centre.base - rows[at - 1].base
    if any(_over(chunk, other) for chunk in rows[at - 1].chunks for other in centre.chunks):
        return alone
    first, last = at, at
    while first and centre.base - rows[first - 1].base < (_MOST_STEPS + 0.5) * half:
        above = rows[first - 1]
        below = next((nth for nth in range(last + 1, len(rows)) if _mirrored(above, rows[nth], centre)), None)
        if below is None or not all(_under(chunk, rows[below]) for chunk in above.chunks):
            break
        if any(_over_several(chunk, rows[first : last + 1]) for chunk in above.chunks):
            break
        first, last = first - 1, below
    return range(first, last + 1)


def _mirrored(above: ChunkRow, below: ChunkRow, centre: ChunkRow) -> bool:
    return abs(above.base + below.base - 2 * centre.base) <= _SAME * centre.size


def _under(chunk: Chunk, row: ChunkRow) -> bool:
    return any(_over(chunk, other) for other in row.chunks)


def _over_several(chunk: Chunk, rows: list[ChunkRow]) -> bool:
    """A line of prose: it stands over labels beside one another."""
    under = [other for row in rows for other in row.chunks if _over(chunk, other)]
    return any(not _over(one, two) for one in under for two in under)


def _over(one: Chunk, two: Chunk) -> bool:
    return one.x0 < two.x1 and two.x0 < one.x1
