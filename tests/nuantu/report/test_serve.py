"""The server gives out the report's own files on loopback and nothing else."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from nuantu.core.errors import InputError
from nuantu.report.page import write_policy
from nuantu.report.serve import HOST, ReportServer, find_file, open_server

PAGE = ('<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src &#x27;none&#x27;">'
        + "x" * 2000)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A report folder with a page and one file of explanations, and a secret beside it."""
    report = tmp_path / "report"
    (report / "orders").mkdir(parents=True)
    (report / "index.html").write_text(PAGE, encoding="utf-8")
    (report / "orders" / "0.json").write_text("{}", encoding="utf-8")
    (report / "notes.txt").write_text("not for the web", encoding="utf-8")
    (tmp_path / "secret.json").write_text("{}", encoding="utf-8")
    (report / "link.json").symlink_to(tmp_path / "secret.json")
    return report


@pytest.fixture
def server(folder: Path) -> Iterator[ReportServer]:
    """The folder, served."""
    server = open_server(folder, 8950)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def _ask(server: ReportServer, path: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection(HOST, server.server_port, timeout=5)
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def test_page_and_explanations_are_served_with_their_types_and_policy(server: ReportServer) -> None:
    """The policy of the page comes as a header too."""
    page, body = _ask(server, "/?lang=en")
    orders, _ = _ask(server, "/orders/0.json")

    assert (page.status, page.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert body == PAGE.encode()
    assert page.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert (orders.status, orders.headers["Content-Type"]) == (200, "application/json; charset=utf-8")


@pytest.mark.parametrize("path", [
    "/../secret.json", "/%2e%2e/secret.json", "/orders/../../secret.json", "/link.json", "/notes.txt", "/orders",
    "/orders/9.json", "//etc/passwd", "/..%5csecret.json", "/index.html%00.json", "/%ff%fe"])
def test_nothing_else_is_served(server: ReportServer, path: str) -> None:
    """No way leads out of the folder, not even a link inside it."""
    answer, body = _ask(server, path)

    assert (answer.status, body) == (404, b"not part of this report\n")


def test_other_methods_are_refused(server: ReportServer) -> None:
    """The report is read only."""
    assert _ask(server, "/", "POST")[0].status == 501


def test_head_sends_no_body_and_long_files_are_zipped_on_request(server: ReportServer) -> None:
    """What a browser asks for."""
    head, nothing = _ask(server, "/", "HEAD")
    zipped, body = _ask(server, "/", **{"Accept-Encoding": "gzip"})

    assert (head.status, nothing) == (200, b"")
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(body) == PAGE.encode()


def test_a_taken_port_moves_on_to_the_next(server: ReportServer, folder: Path) -> None:
    """Two reports can be looked at side by side, and only on loopback."""
    with open_server(folder, server.server_port) as second:
        assert second.server_port > server.server_port
        assert second.address == f"http://127.0.0.1:{second.server_port}"


def test_a_folder_without_a_page_is_refused(tmp_path: Path) -> None:
    """With what to do first."""
    with pytest.raises(InputError, match="run nuantu report first"):
        open_server(tmp_path, 8950)


def test_a_target_outside_the_folder_is_no_file(folder: Path) -> None:
    """The rule stands without a server too."""
    assert find_file(folder.resolve(), "/../secret.json") is None
    assert find_file(folder.resolve(), "/") == (folder / "index.html").resolve()


def test_the_policy_allows_the_inline_parts_by_hash_alone() -> None:
    """Nothing inline runs that was not written into the page."""
    assert write_policy("", ("",)) == (
        "default-src 'none'; style-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; script-src "
        "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; connect-src 'self'; img-src data:; base-uri 'none'; "
        "form-action 'none'")
