"""The desk as an ASGI application, and the server that runs it."""

import socket
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from prongsai.review.desk import Desk
from prongsai.review.guard import App, Guard
from schemas.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.applications import Starlette


def desk_app(desk: Desk, host: str = "127.0.0.1", token: str | None = None) -> App:
    """The pages of a desk behind their guard. ``host`` is where the server listens; see :class:`Guard`."""
    from starlette.applications import Starlette

    @asynccontextmanager
    async def lifespan(_: "Starlette") -> "AsyncIterator[None]":
        yield
        desk.close()

    app = Starlette(routes=_routes(), lifespan=lifespan)
    app.state.desk = desk
    return Guard(app, host, token)


def _routes() -> list[Any]:
    from starlette.routing import Route

    from prongsai.review.pages import compare, documents, findings, judge, outcome, overview, samples, settings
    from prongsai.review.pages.frame import missing, takes_form

    return [
        Route("/", overview.overview),
        Route("/documents", documents.list_documents),
        Route("/documents/{document_id:str}", documents.show_document),
        Route("/documents/{document_id:str}/pages/{number:int}.png", documents.page_image),
        Route("/samples", samples.samples_home, methods=["GET"]),
        Route("/samples", takes_form(samples.take_sample), methods=["POST"]),
        Route("/samples/new", samples.new_sample),
        Route("/samples/{sample:int}", samples.show_sample),
        Route("/samples/{sample:int}/report.html", outcome.report_html),
        Route("/samples/{sample:int}/{part:str}.csv", outcome.report_csv),
        Route("/samples/{sample:int}/{position:int}", samples.show_item),
        Route("/verdicts", takes_form(judge.take_verdict), methods=["POST"]),
        Route("/undo", takes_form(judge.undo), methods=["POST"]),
        Route("/corrections.json", outcome.corrections),
        Route("/compare", compare.compare),
        Route("/findings", findings.list_findings),
        Route("/settings", takes_form(settings.choose), methods=["POST"]),
        Route("/static/{name:str}", settings.static),
        Route("/{rest:path}", missing),
    ]


def listen(host: str, port: int) -> socket.socket:
    """A socket that is bound, so that nothing is promised which another program holds. Raises UsageError."""
    try:
        family, *_, address = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)[0]
        bound = socket.socket(family, socket.SOCK_STREAM)
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(address)
    except OSError as error:
        raise UsageError(f"cannot listen on {host}, port {port}: {(error.strerror or str(error)).lower()}") from error
    return bound


def serve(desk: Desk, host: str, bound: socket.socket, token: str | None) -> None:
    """Run the desk until it is stopped (Ctrl-C, or a signal to end). ``host`` is as told, not as bound."""
    import uvicorn

    config = uvicorn.Config(
        desk_app(desk, host, token), log_level="warning", access_log=False, server_header=False, proxy_headers=False
    )
    uvicorn.Server(config).run(sockets=[bound])
