"""Where a page says its stream is, and that the browser may connect to it."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from nuantu_hub.site.live_door import PORT, VARIABLE, admit_stream, find_stream


@pytest.mark.parametrize(("said", "host", "found"), [
    ({}, "localhost", ""),
    ({PORT: "8711"}, "127.0.0.1:8710", "http://127.0.0.1:8711/live/watch/abc/"),
    ({PORT: "8711"}, "localhost", "http://localhost:8711/live/watch/abc/"),
    ({PORT: "8711"}, "[::1]:8710", "http://[::1]:8711/live/watch/abc/"),
    ({PORT: "8711"}, "[::1]", "http://[::1]:8711/live/watch/abc/"),
    ({PORT: "8711", "NUANTU_HUB_PROXY": "1"}, "localhost", ""),
    ({PORT: "8711", "NUANTU_HUB_PROXY": "1", VARIABLE: "/live/"}, "localhost", "/live/watch/abc/"),
    ({VARIABLE: "https://live.example.org/live"}, "localhost", "https://live.example.org/live/watch/abc/"),
    ({PORT: "8711", VARIABLE: "0"}, "localhost", "")])
def test_where_the_stream_is(monkeypatch: pytest.MonkeyPatch, said: dict[str, str], host: str, found: str) -> None:
    for name in (PORT, VARIABLE, "NUANTU_HUB_PROXY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in said.items():
        monkeypatch.setenv(name, value)

    assert find_stream(RequestFactory().get("/", headers={"host": host}), "watch", "abc") == found


@pytest.mark.parametrize(("stream", "admitted"), [
    ("https://live.example.org/live/watch/abc/", {"connect-src": ["https://live.example.org"]}),
    ("/live/watch/abc/", None), ("", None)])
def test_only_another_origin_must_be_admitted(stream: str, admitted: dict[str, list[str]] | None) -> None:
    assert getattr(admit_stream(HttpResponse(), stream), "_csp_update", None) == admitted
