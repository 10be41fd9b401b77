"""Language, theme and name of this browser; the files of the pages themselves."""

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from prongsai.review.pages.frame import Form, clean_name, go, own_path

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

_STATIC = Path(__file__).parent.parent / "static"
# Only these are served; a request names a key of this table, never a path.
FILES = {
    "desk.css": "text/css; charset=utf-8",
    "desk.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
    "htmx.min.js": "text/javascript; charset=utf-8",
}
_CHOICES = {"language": ("th", "en"), "theme": ("auto", "light", "dark")}
_YEAR = 365 * 24 * 3600


def choose(_: "Request", form: Form) -> "Response":
    """``POST /settings``: keep what was chosen in cookies of this browser."""
    answer = go(own_path(form.get("back", "/")))
    for name, allowed in _CHOICES.items():
        if form.get(name) in allowed:
            answer.set_cookie(name, form[name], max_age=_YEAR, samesite="strict", httponly=True)
    if "auditor" in form:
        name = quote(clean_name(form["auditor"]))
        answer.set_cookie("auditor", name, max_age=_YEAR, samesite="strict", httponly=True)
    return answer


def static(request: "Request") -> "Response":
    """``GET /static/{name}``"""
    from starlette.responses import PlainTextResponse, Response

    name = request.path_params["name"]
    if name not in FILES:
        return PlainTextResponse("", 404)
    return Response((_STATIC / name).read_bytes(), media_type=FILES[name], headers={"Cache-Control": "no-cache"})
