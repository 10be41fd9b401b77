"""Columns of prose and the order in which a page is read."""
