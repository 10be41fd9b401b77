"""What a report says it is: title, kind, agency and place, fiscal year, round, date and signatory."""

from extract.heading.read import document_to_heading

__all__ = ["document_to_heading"]
