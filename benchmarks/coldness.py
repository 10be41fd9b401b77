"""Caches that know texts, emptied before each document: a benchmark reads the same few documents again and again.

A cache with a limit holds what earlier texts brought up (words split, labels looked up); one without holds tables that
a run loads once. In a batch of real reports some of the first kind are warm, so these figures err on the slow side.
"""

import sys


def forget_texts() -> None:
    """Empty every cache with a limit in the four packages."""
    packages = ("prongsai", "extract", "normalise", "schemas")
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] in packages:
            for value in vars(module).values():
                parameters = getattr(value, "cache_parameters", None)
                if parameters and parameters()["maxsize"] is not None:
                    value.cache_clear()
