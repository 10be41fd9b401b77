"""Numbers read a second time."""

from extract.readers.scan.glyphs import ReadLine
from extract.readers.scan.paper import Paper


def read_numbers(paper: Paper, read: ReadLine) -> ReadLine:
    return read
