"""The pages of the desk: each module answers one kind of request with a template of ``prongsai/review/templates``."""
