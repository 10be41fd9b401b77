"""Belief: numbers read off pictures are agreed, settled by what stands around them, or unread and no value."""

from extract.belief.records import UNREAD, UNSURE_BELOW, is_unread, note_heading, readings_at, without_unread
from extract.belief.stage import believe
from extract.belief.writing import is_veiled, unveil

__all__ = [
    "UNREAD", "UNSURE_BELOW", "believe", "is_unread", "is_veiled", "note_heading", "readings_at", "unveil",
    "without_unread",
]  # fmt: skip
