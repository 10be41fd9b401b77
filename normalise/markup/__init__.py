"""Mark-up: tags, entities and Markdown, taken off a text by edits."""

from normalise.markup.strip import markup_edits, strip_markup

__all__ = ["markup_edits", "strip_markup"]
