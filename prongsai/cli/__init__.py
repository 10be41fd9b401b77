"""The command line: ``prongsai extract | convert | check | debug | schema``."""

from prongsai.cli.app import main

__all__ = ["main"]
