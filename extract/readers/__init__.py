"""Readers: a file of any kind to the page model. The kind is known by its content; a suffix only breaks ties."""

from extract.readers.choose import read_document

__all__ = ["read_document"]
