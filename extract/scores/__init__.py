"""Scores: from tables, from lists and from prose, and one record for each with all its evidence."""
