"""The command line: ``prongsai extract | convert | check | debug | schema``."""

import sys


def main() -> None:
    """Entry point of the ``prongsai`` command. Its help is answered from a text made ahead: see the module ``help``."""
    if sys.argv[1:] == ["--help"]:
        from prongsai.cli.help import HELP

        sys.stdout.write(HELP)
        return
    from prongsai.cli.app import main as run

    run()


__all__ = ["main"]
