"""What stands before every page: who may ask, from where, and what a browser may do with the answer.

- Host: only names the desk was opened under, so that a page of another site that points its own name at this address
  (DNS rebinding) is refused.
- Origin: a request that changes something must say that it comes from a page of the desk itself (CSRF).
- Token: where the desk listens beyond loopback, every request carries a token, given once in the address and kept in
  a cookie that scripts cannot read.
- Content-Security-Policy: nothing but the desk's own scripts, styles and pictures; no remote asset, no frame.
"""

import hmac
import ipaddress
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urlsplit

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
COOKIE = "prongsai-token"
LARGEST_BODY = 1_000_000
_HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),  # "no-referrer" would turn the Origin of our own forms into "null"
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cache-Control", "no-store"),
)


def is_loopback(host: str) -> bool:
    """Whether an address to listen on is reached from this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def new_token() -> str:
    """A token nobody guesses."""
    return secrets.token_urlsafe(24)


class Guard:
    """An ASGI application around another. ``token`` is None on loopback."""

    def __init__(self, app: App, host: str, token: str | None) -> None:
        self._app, self._token = app, token
        self._names = {"127.0.0.1", "localhost", "::1"} if is_loopback(host) else {host.strip("[]").lower()}
        self._any_address = host in ("0.0.0.0", "::")  # noqa: S104 - compared, not bound

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        from starlette.requests import Request

        request = Request(scope, receive)
        answer = self._refusal(request) or self._admission(request)

        async def send_guarded(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                _protect(message)
            await send(message)

        await (answer or self._app)(scope, receive, send_guarded)

    def _refusal(self, request: "Request") -> "Response | None":
        from starlette.responses import PlainTextResponse

        if not self._is_ours(request.headers.get("host", "")):
            return PlainTextResponse("This name does not belong to the desk.", 421)
        if request.method not in ("GET", "HEAD"):
            if request.method != "POST":
                return PlainTextResponse("Not a method of the desk.", 405)
            if request.headers.get("origin") != f"{request.url.scheme}://{request.headers.get('host')}":
                return PlainTextResponse("The request did not come from a page of the desk.", 403)
            if not request.headers.get("content-length", "").isdigit():
                return PlainTextResponse("The length of the request is wanted.", 411)
            if int(request.headers["content-length"]) > LARGEST_BODY:
                return PlainTextResponse("The request is too large.", 413)
        return None

    def _is_ours(self, host: str) -> bool:
        name = urlsplit(f"//{host}").hostname if "@" not in host else None
        if name is None:
            return False
        if self._any_address:  # a name could be anybody's; an address is what the person typed
            try:
                ipaddress.ip_address(name)
            except ValueError:
                return False
            return True
        return name in self._names

    def _admission(self, request: "Request") -> "Response | None":
        """Let in whoever has the token; give a cookie for the one in the address, which is then taken out of it."""
        from starlette.responses import PlainTextResponse, RedirectResponse

        if self._token is None or _same(request.cookies.get(COOKIE), self._token):
            return None
        if request.method == "GET" and _same(request.query_params.get("token"), self._token):
            rest = [(key, value) for key, value in parse_qsl(request.url.query) if key != "token"]
            target = request.url.path + (f"?{urlencode(rest)}" if rest else "")
            answer = RedirectResponse("/" + target.lstrip("/"), 303)
            answer.set_cookie(COOKIE, self._token, httponly=True, samesite="strict")
            return answer
        return PlainTextResponse("The desk asks for the token in the address it printed when it started.", 401)


def _same(told: str | None, token: str) -> bool:
    return told is not None and hmac.compare_digest(told.encode(), token.encode())


def _protect(message: MutableMapping[str, Any]) -> None:
    headers = list(message.get("headers", []))
    told = {name.lower() for name, _ in headers}
    for name, value in (("Content-Security-Policy", POLICY), *_HEADERS):
        if name.lower().encode() not in told:
            headers.append((name.lower().encode(), value.encode()))
    message["headers"] = headers
