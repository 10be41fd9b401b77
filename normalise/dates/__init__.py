"""Time in text: dates, months, fiscal years and periods, and the eras they are counted in."""

from normalise.dates.mentions import DateMention, find_dates, month_of

__all__ = ["DateMention", "find_dates", "month_of"]
