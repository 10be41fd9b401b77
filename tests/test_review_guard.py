"""Who may ask the desk, from where, and what a browser may do with the answer."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from prongsai.review.guard import COOKIE, LARGEST_BODY, Guard, is_loopback, new_token
from prongsai.review.pages.frame import clean_name, own_path
from tests.deskruns import HOME, OURS, SAMPLES, TestClient, client_of, make_run, read_report, write_report


async def echo(request: Request) -> PlainTextResponse:
    return PlainTextResponse(f"{request.url.path}?{request.url.query}")


async def broken(_: Request) -> PlainTextResponse:
    raise ZeroDivisionError


def guarded(host: str = "127.0.0.1", token: str | None = None, base: str = HOME) -> TestClient:
    routes = [Route("/broken", broken), Route("/{rest:path}", echo, methods=["GET", "POST", "PUT"])]
    client = TestClient(Guard(Starlette(routes=routes), host, token), base_url=base, raise_server_exceptions=False)
    client.follow_redirects = False
    return client


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("localhost", True),
        ("::1", True),
        ("[::1]", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.4", False),
        ("desk.example", False),
        ("localhost.example", False),
        ("", False),
    ],
)
def test_loopback(host: str, loopback: bool):
    assert is_loopback(host) == loopback


@pytest.mark.parametrize(
    ("bound", "asked", "status"),
    [
        ("127.0.0.1", "127.0.0.1:8765", 200),
        ("127.0.0.1", "localhost:8765", 200),
        ("127.0.0.1", "LOCALHOST", 200),
        ("127.0.0.1", "[::1]:8765", 200),
        ("127.0.0.1", "rebound.example:8765", 421),
        ("127.0.0.1", "127.0.0.1.rebound.example", 421),
        ("127.0.0.1", "rebound.example@127.0.0.1", 421),
        ("127.0.0.1", "", 421),
        ("desk.example", "desk.example:8765", 200),
        ("desk.example", "other.example", 421),
        ("0.0.0.0", "10.1.2.3:8765", 200),
        ("0.0.0.0", "rebound.example", 421),
    ],
)
def test_only_names_the_desk_was_opened_under(bound: str, asked: str, status: int):
    assert guarded(bound).get("/", headers={"host": asked}).status_code == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        (OURS, 200),
        ({}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "http://127.0.0.1:9999"}, 403),
        ({"origin": "https://127.0.0.1:8765"}, 403),
        ({"origin": HOME + ".evil.example"}, 403),
    ],
)
def test_a_change_comes_from_a_page_of_the_desk(headers: dict[str, str], status: int):
    assert guarded().post("/verdicts", data={"verdict": "right"}, headers=headers).status_code == status


def test_what_is_no_form_of_the_desk_is_refused():
    client = guarded()
    assert client.put("/", headers=OURS).status_code == 405
    assert client.post("/", content=b"x" * (LARGEST_BODY + 1), headers=OURS).status_code == 413
    assert client.post("/", content=iter([b"x"]), headers=OURS).status_code == 411, "a length is wanted beforehand"
    assert client.post("/", content=b"", headers={**OURS, "content-length": "-1"}).status_code == 411


def test_beyond_loopback_a_token_is_asked_for_and_taken_out_of_the_address():
    token = new_token()
    client = guarded("10.1.2.3", token, "http://10.1.2.3")
    assert client.get("/").status_code == 401
    assert client.get("/?token=guess").status_code == 401
    assert client.post("/?token=" + token, headers={"origin": "http://10.1.2.3"}).status_code == 401
    given = client.get(f"/documents?a=1&token={token}&b=2")
    assert (given.status_code, given.headers["location"]) == (303, "/documents?a=1&b=2")
    cookie = given.headers["set-cookie"].lower()
    assert cookie.startswith(f"{COOKIE}={token.lower()}")
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert client.get("/").status_code == 200, "the cookie serves from here on"


def test_the_way_after_the_token_never_leads_elsewhere():
    token = new_token()
    client = guarded("10.1.2.3", token, "http://10.1.2.3")
    assert client.get(f"http://10.1.2.3//evil.example/?token={token}").headers["location"] == "/evil.example/"


def test_tokens_differ():
    assert len({new_token() for _ in range(20)}) == 20


@pytest.mark.parametrize("path", ["/", "/broken", "/nowhere"])
def test_every_answer_carries_the_policy(path: str):
    headers = guarded().get(path).headers
    rules = {rule.split()[0]: rule.split()[1:] for rule in headers["content-security-policy"].split(";")}
    assert rules["default-src"] == ["'none'"]
    assert {source for name, sources in rules.items() for source in sources} <= {"'none'", "'self'"}
    assert rules["frame-ancestors"] == rules["base-uri"] == ["'none'"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"


def test_a_refusal_carries_it_too():
    assert (
        "default-src 'none'" in guarded().get("/", headers={"host": "evil.example"}).headers["content-security-policy"]
    )


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("guard")
    (folder / "secret.json").write_text('{"secret": "ปลาดาว"}', "utf-8")
    with client_of(make_run(folder / "run", [SAMPLES / "town_month_columns.txt"])) as client:
        yield client


OUTSIDE = (
    "../secret",
    "../../secret.json",
    "..%2F..%2Fsecret",
    "%2e%2e/secret",
    "/etc/passwd",
    "..\\secret",
    "secret\x00",
)


@pytest.mark.parametrize("outside", OUTSIDE)
@pytest.mark.parametrize("where", ["/documents/{}", "/documents/{}/pages/1.png", "/static/{}", "/samples/1/{}.csv"])
def test_no_path_from_outside_reaches_the_file_system(desk: TestClient, where: str, outside: str):
    for told in (outside, quote(outside, safe="")):
        try:
            answer = desk.get(where.format(told))
        except httpx.InvalidURL:  # the client itself refuses to ask for it
            continue
        assert answer.status_code in (200, 404)
        assert "ปลาดาว" not in answer.text
        assert "root:" not in answer.text
        assert answer.status_code == 404 or answer.url.path in ("/documents", "/"), answer.url


def test_a_report_that_names_a_file_of_the_machine_shows_it_only_when_the_bytes_are_those_it_read(
    tmp_path: Path,
):
    """A run folder may come from somebody else: its paths open nothing but what has the SHA-256 of the record."""
    run = make_run(tmp_path / "run", [SAMPLES / "town_month_columns.txt"])
    secret = tmp_path / "secret.txt"
    secret.write_text("ปลาดาว", "utf-8")
    report = read_report(run, "town_month_columns")
    report["source"]["path"] = str(secret)
    write_report(run, report)
    with client_of(run) as client:
        page = client.get(f"/documents/{report['document_id']}").text
    assert "ปลาดาว" not in page
    assert "has changed since it was read" in page


BAD_FORMS: list[tuple[str, Any, int]] = [
    ("/verdicts", "&".join(f"in.{n}=1" for n in range(2000)), 400),
    ("/verdicts", "document=no-such&path=x&verdict=right", 404),
    ("/verdicts", "verdict=right", 404),
    ("/verdicts", b"\xff\xfe\x00%ff%00=%zz", 404),
    ("/samples", "method=rate&tolerable=nan", 422),
    ("/samples", "method=rate&tolerable=1e400", 422),
    ("/samples", "method=rate&tolerable=abc", 422),
    ("/samples", "method=iso&aql=0.7", 422),
    ("/samples", "method=iso&aql=1.0&level=IX", 422),
    ("/samples", "method=count&size=0", 422),
]


@pytest.mark.parametrize(("path", "body", "status"), BAD_FORMS)
def test_a_form_nobody_sends_is_answered_in_one_line(desk: TestClient, path: str, body: str | bytes, status: int):
    answer = desk.post(path, content=body, headers=OURS)
    assert answer.status_code == status
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/samples/99999999999999999999999",
        "/samples/1/99999999999999999999999",
        "/samples/-1",
        "/documents?from=99999999999999",
        "/documents?from=%E0%B9%91",
        "/documents?agency=%00%FF&search=%25_'--",
        "/findings?rule=';DROP TABLE findings--",
        "/compare?agency=" + "&agency=".join("x" * 9),
        "/documents/town_month_columns?field=%00",
    ],
)
def test_an_address_nobody_typed_breaks_nothing(desk: TestClient, path: str):
    assert desk.get(path).status_code in (200, 404)


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("/samples/1?page=2", "/samples/1?page=2"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_the_way_back_stays_on_the_desk(desk: TestClient, told: str, kept: str):
    assert own_path(told) == kept
    desk.follow_redirects = False
    answer = desk.post("/settings", data={"theme": "dark", "back": told}, headers=OURS)
    desk.follow_redirects = True
    assert answer.headers["location"] == kept


@pytest.mark.parametrize("name", ["a\r\nSet-Cookie: x=1", "ก" * 500, "\u202eevil", "  a \t b  ", "<script>"])
def test_a_name_is_one_short_line(name: str):
    cleaned = clean_name(name)
    assert len(cleaned) <= 60
    assert re.search(r"[\x00-\x1f\x7f\u202e]|^\s|\s$", cleaned) is None
