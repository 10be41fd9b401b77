"""Numbers on scans, in Thai or Arabic digits: a small recogniser that knows all ten of both.

`read_run` reads a crop of one token, `read_runs` many at once. `docs/digits.md` is its model card.
"""

from extract.readers.scan.digits.reading import RunReading, read_run, read_runs

__all__ = ["RunReading", "read_run", "read_runs"]
