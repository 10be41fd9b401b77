"""Repair of damaged Thai text: numbered steps, each a pure function from text to edits."""

from normalise.repair.steps import STEPS, Repair, find_noise, repair, repair_text

__all__ = ["STEPS", "Repair", "find_noise", "repair", "repair_text"]
