"""Lines of text from glyphs, their chunks, and what they tell of the rows they stand in."""
