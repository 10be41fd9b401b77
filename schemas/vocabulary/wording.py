"""How words of tables are compared."""


def bare(word: str) -> str:
    """A heading as headings are compared: without white space, in lower case."""
    return "".join(word.split()).lower()
