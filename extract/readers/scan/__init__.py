"""Scans: pages that are pictures."""
