"""How words of tables are compared, and sought."""

import re
from collections.abc import Iterable
from typing import Any


def bare(word: str) -> str:
    """A heading as headings are compared: without white space, in lower case."""
    return "".join(word.split()).lower()


def any_of(words: Iterable[str]) -> str:
    """A pattern of any of the words, of those that begin together the longest first.

    Beginnings that words share are written once, so that a search of hundreds of words looks at each letter once.

    >>> any_of(["กอง", "กรม", "กองทุน"])
    '(?:ก(?:อง(?:ทุน)?|รม))'
    """
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return f"(?:{_branches(tree)})"


def first_of(words: Iterable[str]) -> str:
    """A pattern of the first letter of any of the words, where the rest stands behind it.

    So words are found that begin inside another, and a search skips to the next of the letters at once.

    >>> first_of(["กอง", "กรม", "ศาล"])
    'ก(?=(?:อง|รม))|ศ(?=(?:าล))'
    """
    rests: dict[str, list[str]] = {}
    for word in words:
        rests.setdefault(word[0], []).append(word[1:])
    return "|".join(f"{re.escape(first)}(?={any_of(rest)})" for first, rest in rests.items())


def _branches(tree: dict[str, Any]) -> str:
    ways = [re.escape(letter) + _branches(below) for letter, below in tree.items() if letter]
    if len(ways) > 1 or (ways and "" in tree):
        return f"(?:{'|'.join(ways)}){'?' if '' in tree else ''}"
    return "".join(ways)
