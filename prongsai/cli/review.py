"""``prongsai review``: the auditors' desk on a run folder."""

import getpass
from pathlib import Path

import typer

from schemas.errors import UsageError

VERDICTS = "verdicts.sqlite"


def require_review() -> None:
    """Raise UsageError, with what to install, where the parts of the desk are missing."""
    try:
        import jinja2  # noqa: F401 - asked for, not used
        import starlette  # noqa: F401
        import uvicorn  # noqa: F401
    except ImportError as error:
        raise UsageError("the auditors' desk needs the extra `review`: pip install 'prongsai[review]'") from error


def verdicts_path(run: Path, told: Path | None) -> Path:
    """Where verdicts are kept: as told, else beside the run's tables."""
    return told or run / VERDICTS


def auditor_name(told: str | None) -> str:
    """The auditor's name as told, else that of the user of this machine."""
    try:
        return told or getpass.getuser()
    except (KeyError, OSError):
        return "auditor"


def open_desk(run: Path, host: str, port: int, auditor: str | None, verdicts: Path | None) -> None:
    """Serve the desk until it is stopped. A token is asked for where the host is not loopback."""
    require_review()
    from prongsai.review.app import listen, serve
    from prongsai.review.desk import Desk
    from prongsai.review.guard import is_loopback, new_token

    with listen(host, port) as bound:
        desk = Desk(run, verdicts_path(run, verdicts), auditor_name(auditor))
        token = None if is_loopback(host) else new_token()
        address = f"http://{_shown(host)}:{port}/" + (f"?token={token}" if token else "")
        typer.echo(f"{address} (Ctrl-C ends the desk; every verdict is kept when it is given)", err=True)
        serve(desk, host, bound, token)


def _shown(host: str) -> str:
    """The host as an address names it; where the desk listens on every address, the one that serves here."""
    if host in ("0.0.0.0", "::"):  # noqa: S104 - compared, not bound
        return "127.0.0.1"
    return f"[{host}]" if ":" in host and not host.startswith("[") else host
