"""Line wraps: the white space that a column"s width put inside phrases, and how it is told from what was meant."""

from normalise.wraps.healing import Width, column_width, heal, heal_text
from normalise.wraps.linebreaks import seam

__all__ = ["Width", "column_width", "heal", "heal_text", "seam"]
