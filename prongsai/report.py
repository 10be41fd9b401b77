"""The report as people hold it: the records, and the way to tidy tables."""

from typing import TYPE_CHECKING

from schemas import records

if TYPE_CHECKING:
    import pandas as pd


class Report(records.Report):
    """Everything one report says, and where. See :mod:`schemas.records` for the fields."""

    def to_frames(self) -> "dict[str, pd.DataFrame]":
        """Return the tidy tables as DataFrames by name: documents, measures, measure_items, scores, mentions, findings,
        and entries, which a vocabulary of one's own gives.

        One row a record, keys first; missing values are ``<NA>``; years and counts are ``Int64``, scores ``Float64``.

        >>> import prongsai
        >>> frames = prongsai.read("samples/town_two_years.txt").to_frames()
        >>> frames["scores"].query("scope == 'overall'")[["fiscal_year_be", "score"]].values.tolist()
        [[2566, 86.67], [2567, 92.59]]
        """
        from prongsai.export.frames import to_frames

        return to_frames([self])
