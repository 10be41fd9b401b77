"""The command line: ``prongsai extract | convert | check | schema``."""

from prongsai.cli.app import main

__all__ = ["main"]
