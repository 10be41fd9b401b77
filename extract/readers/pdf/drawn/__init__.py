"""What a page draws: glyphs with their places, ruling lines, areas, pictures, and the verdict on its text."""
