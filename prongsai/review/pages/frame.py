"""What every page has: its language and theme, the auditor's name, the templates, and a way to take forms."""

from collections.abc import Awaitable, Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, quote, unquote, urlencode

from prongsai import __version__
from prongsai.review.desk import Desk
from prongsai.review.words import Language, Words, limits, percent

if TYPE_CHECKING:
    from jinja2 import Environment
    from starlette.requests import Request
    from starlette.responses import Response

Form = dict[str, str]
LONGEST_NAME = 60
MOST_INPUTS = 100


@cache
def templates() -> "Environment":
    """The templates. Every value is escaped, whatever the template's name."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    loader = FileSystemLoader(Path(__file__).parent.parent / "templates")
    env = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    env.filters |= {"percent": percent, "limits": limits, "segment": lambda text: quote(str(text), safe="")}
    env.globals |= {"query": _query}
    return env


def _query(**values: Any) -> str:
    return urlencode({key: value for key, value in values.items() if value not in (None, "")})


def language(request: "Request") -> Language:
    """The language chosen, else the first of the two that the browser asks for, else Thai."""
    told = request.cookies.get("language")
    if told in ("th", "en"):
        return "th" if told == "th" else "en"
    for part in request.headers.get("accept-language", "").split(","):
        if part.strip().lower()[:2] in ("th", "en"):
            return "th" if part.strip().lower().startswith("th") else "en"
    return "th"


def theme(request: "Request") -> str:
    """The theme chosen, "light" or "dark"; "auto" follows the browser."""
    told = request.cookies.get("theme")
    return told if told in ("light", "dark") else "auto"


def auditor(request: "Request") -> str:
    """The name given on this browser, else the one the desk was started with."""
    return clean_name(unquote(request.cookies.get("auditor", ""))) or desk_of(request).auditor


def clean_name(name: str) -> str:
    """A name on one line, without control characters, not too long."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in name).split())[:LONGEST_NAME]


def desk_of(request: "Request") -> Desk:
    """The desk the request came to."""
    desk: Desk = request.app.state.desk
    return desk


def show(request: "Request", template: str, status: int = 200, **values: Any) -> "Response":
    """A page."""
    from starlette.responses import HTMLResponse

    words = Words(language(request))
    page = templates().get_template(template).render(
        t=words, lang=words.language, theme=theme(request), auditor=auditor(request), here=request.url.path,
        address=_address(request), run=desk_of(request).run.resolve().name, version=__version__,
        said=request.query_params.get("said", ""), **values,
    )  # fmt: skip
    return HTMLResponse(page, status)


def _address(request: "Request") -> str:
    """Where the browser is, to come back to: the path and the query without what was said last time."""
    kept = [(key, value) for key, value in request.query_params.multi_items() if key != "said"]
    return request.url.path + (f"?{urlencode(kept)}" if kept else "")


def missing(request: "Request") -> "Response":
    """The page for what is not there."""
    return show(request, "message.html", 404, title="not_found", text="")


def go(target: str, **query: Any) -> "Response":
    """Send the browser on, after a form was taken. Targets are the desk's own paths."""
    from starlette.responses import RedirectResponse

    rest = _query(**query)
    joint = "&" if "?" in target else "?"
    return RedirectResponse(target + (joint + rest if rest else ""), 303)


def own_path(target: str) -> str:
    """A path of the desk, or its root for anything that could lead elsewhere."""
    return target if target.startswith("/") and not target.startswith(("//", "/\\")) else "/"


Answer = Callable[["Request", Form], "Response"]


def takes_form(answer: Answer) -> Callable[["Request"], Awaitable["Response"]]:
    """An endpoint of an answer to a form. The answer runs in a thread: it waits for files and databases."""

    async def endpoint(request: "Request") -> "Response":
        from starlette.concurrency import run_in_threadpool

        body = (await request.body()).decode("utf-8", "replace")
        try:
            form = dict(parse_qsl(body, keep_blank_values=True, max_num_fields=MOST_INPUTS))
        except ValueError:
            return await run_in_threadpool(show, request, "message.html", 400, title="bad_request", text="")
        return await run_in_threadpool(answer, request, form)

    return endpoint


def whole(values: Mapping[str, str], name: str, least: int = 0) -> int | None:
    """A whole number of a query or form, at least ``least``; None where there is none."""
    text = values.get(name, "")
    return max(least, int(text)) if text.isascii() and text.isdigit() and len(text) < 10 else None
