"""Tags, comments and entities of HTML, found in any text with their character offsets.

The scanner is tolerant, as browsers are: tags need no partner, quotes no end. What is no HTML tag (``<5 ปี``, ``x < y``,
``<www.x.go.th>``) is text and is passed over. Every ``<`` is looked at once and no further than to the next one, so
that time grows with the text whatever the text is.
"""

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5
from typing import Literal, NamedTuple

Kind = Literal["inline", "anchor", "block", "break", "item", "list", "row", "cell", "dropped", "space", "entity"]

# kind | tag names. Source: HTML Living Standard, section 15.3 (which elements a browser shows as lines of their own),
# and the elements HTML 4 had beside them.
_KINDS: tuple[tuple[Kind, str], ...] = (
    # begins and ends a line
    ("block", "address article aside blockquote body caption center details dialog dd div dl dt fieldset figcaption"),
    ("block", "figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend main nav noframes"),
    ("block", "optgroup option p pre section select summary title"),
    ("break", "br"),
    ("item", "li"),
    ("list", "ul ol menu dir"),
    ("row", "table tr thead tbody tfoot"),
    ("cell", "td th"),
    # goes with all it holds, since a browser does not show that as text
    ("dropped", "script style template noscript iframe svg applet xml"),
    ("anchor", "a"),
    # leaves no trace in a line
    ("inline", "abbr acronym area audio b base basefont bdi bdo big button canvas cite code col colgroup data del"),
    ("inline", "datalist dfn em embed font frame i img input ins kbd label link map mark marquee meta meter nobr"),
    ("inline", "noembed object output param picture progress q rp rt ruby s samp slot small source span strike strong"),
    ("inline", "sub sup textarea time track tt u var video wbr"),
    # tags of its own that Word's "Web page" export writes, such as <o:p>
    ("inline", "o:p st1:place w:sdt w:sdtpr w:worddocument v:shape v:shapetype v:imagedata v:line v:rect v:textbox"),
)
KIND: dict[str, Kind] = {name: kind for kind, names in _KINDS for name in names.split()}


class Token(NamedTuple):
    """A tag, comment or entity at ``[start, end)``.

    name: in small letters; "" for comments, declarations and entities.
    value: a tag's attributes as written, the characters of an entity, else "".
    """

    start: int
    end: int
    kind: Kind
    name: str
    closing: bool
    value: str


# What may follow a tag's name. An attribute begins with a Latin letter, so that "<b ไทย" is text; a quoted value may
# hold ">"; where a quote is never closed, the tag ends at the first ">".
ATTRIBUTES = r"""(?=\s*+[/>]|\s++["'a-z_:@])((?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+|[^<>]*+)>"""
_DECLARATION = r"!doctype\b[^<>]*+>|!\[(?:if|endif)\b[^<>]*+>|\?xml\b[^<>]*+>"
_NAMED = r"(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});"
# 1 "/" of a closing tag, 2 its name, 3 its attributes, 4 comment, 5 declaration, 6 entity
_TOKEN = re.compile(
    rf"<(?:(/?+)([a-z][a-z0-9]*+(?::[a-z]++)?+){ATTRIBUTES}|(!--)|({_DECLARATION}))"
    rf"|(&(?:(?:amp;)++(?:{_NAMED})?+|{_NAMED}))",
    re.IGNORECASE,
)
_ESCAPES = re.compile(r"&(?:amp;)*+", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-z_:@][-\w:.]*+)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s"'>]++))?+""", re.IGNORECASE)


def scan(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """Yield the tokens of ``text[start:end]`` in order. An element whose content is not shown comes as one token."""
    search = _TOKEN.search
    end = len(text) if end is None else end
    closings = Closings(text, end)
    while match := search(text, start, end):
        token = _token(match)
        if token is None:
            start = match.start() + 1
            continue
        if token.kind == "dropped" and not token.closing:
            token = token._replace(end=closings.after(token.name, token.end))
        yield token
        start = token.end


def _token(match: re.Match[str]) -> Token | None:
    start, end = match.span()
    if name := match[2]:
        name = name.lower()
        tag_kind = KIND.get(name)
        return Token(start, end, tag_kind, name, match[1] == "/", match[3]) if tag_kind else None
    if match[6]:
        value = decode_entity(match[6])
        kind: Kind = "space" if value == " " else "entity" if value else "inline"
        return None if value is None else Token(start, end, kind, "", False, value)
    return Token(start, end, "dropped" if match[4] else "inline", "", False, "")


def decode_entity(entity: str) -> str | None:
    """The characters of an entity, escaped any number of times over; None when it is not known.

    White space of every kind becomes one plain space, since a line end or a tab would read as a new row or cell.
    """
    escapes = _ESCAPES.match(entity)
    name = entity[escapes.end() :] if escapes else entity
    if not name:
        return "&"
    if name[0] != "#" and name not in html5:
        return None if len(name) + 1 == len(entity) else f"&{name}"
    value = unescape(f"&{name}")
    return value.replace("\u00ad", "") if value.strip() else " " * bool(value)


class Closings:
    """Where elements that are not shown end. Remembers what is missing, so that nothing is sought twice."""

    def __init__(self, text: str, end: int) -> None:
        self._text, self._end = text, end
        self._missing: set[str] = set()

    def after(self, name: str, start: int) -> int:
        """The end of the closing tag of ``name`` ("" for a comment) after ``start``; ``start`` when there is none."""
        if name in self._missing:
            return start
        closing = re.compile(rf"</{name}\s*+>" if name else "-->", re.IGNORECASE)
        if match := closing.search(self._text, start, self._end):
            return match.end()
        self._missing.add(name)
        return start


def attribute(attributes: str, name: str) -> str | None:
    """The value of an attribute, entities decoded; "" when it has none, None when it is not there."""
    for match in _ATTRIBUTE.finditer(attributes):
        if match[1].lower() == name:
            return unescape((match[2] or "").strip("\"'")).strip()
    return None
