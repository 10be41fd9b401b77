"""What a process of the command line leaves alone: the home of the person, or of the service, that runs it."""

import os


def write_no_dictionaries() -> None:
    """Keep pythainlp from making a folder in the home: services and containers have none that can be written, and what
    is asked of it stands in its package. Before it is loaded."""
    if "PYTHAINLP_READ_MODE" not in os.environ:  # the older name; both at once are refused
        os.environ.setdefault("PYTHAINLP_READ_ONLY", "1")
