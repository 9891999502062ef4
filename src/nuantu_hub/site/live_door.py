"""Where browsers reach the event stream, as the serving process tells its two halves and pages tell browsers."""

from __future__ import annotations

import os

from django.http import HttpRequest, HttpResponse

#: Where browsers reach it, as an operator says: ``/live/`` behind a proxy, an https address, or ``0`` for no stream.
VARIABLE = "NUANTU_HUB_LIVE"
#: What the serving command tells the process of streams: address and port, certificate and key, where the hub is.
ADDRESS, PORT, HUB = "NUANTU_HUB_LIVE_ADDRESS", "NUANTU_HUB_LIVE_PORT", "NUANTU_HUB_LIVE_HUB"
TLS_CERT, TLS_KEY = "NUANTU_HUB_LIVE_TLS_CERT", "NUANTU_HUB_LIVE_TLS_KEY"
#: ``1``: this process opens the database for reading alone.
READ_ONLY = "NUANTU_HUB_READ_ONLY"


def find_stream(request: HttpRequest, feed: str, sign: str) -> str:
    """Where this browser reaches a feed's stream; nothing where there is none for it.

    Without a word of the operator it is the stream's own port under the name the browser used; behind a proxy the
    port is out of reach, so there the operator must say.
    """
    named, port = os.environ.get(VARIABLE, ""), os.environ.get(PORT, "")
    if named == "0" or not (named or (port and os.environ.get("NUANTU_HUB_PROXY") != "1")):
        return ""
    if not named:
        host = request.get_host()
        name = host if host.endswith("]") else host.rpartition(":")[0] or host
        named = f"{request.scheme}://{name}:{port}/live/"
    return f"{named.rstrip('/')}/{feed}/{sign}/"


def admit_stream(answer: HttpResponse, stream: str) -> HttpResponse:
    """Let a page connect to its stream, where that is not its own origin."""
    if "://" in stream:
        answer._csp_update = {"connect-src": ["/".join(stream.split("/")[:3])]}  # type: ignore[attr-defined]
    return answer
