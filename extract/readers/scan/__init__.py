"""Scans: pages that are pictures, read by Tesseract cell by cell, their numbers read a second time.

The face is kept light. :mod:`extract.readers.scan.files` reads picture files and draws pages for people;
:mod:`extract.readers.scan.page` reads one page's picture.
"""

from extract.readers.scan.engine import why_not
from extract.readers.scan.kinds import image_kind, is_image

__all__ = ["image_kind", "is_image", "why_not"]
