"""The process of event streams: ``python -m nuantu_hub.site.live_serve``, started by the hub beside its pages.

It reads the database and never writes. It ends when it is told to, and when the hub that started it is gone: then its
standard input ends.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import resource
import signal
import ssl
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from granian.constants import Interfaces
from granian.server.embed import Server

from nuantu_hub.site.live_door import ADDRESS, HUB, PORT, READ_ONLY, TLS_CERT, TLS_KEY

BACKLOG = 4_096
#: Every line is an open file of this process.
MOST_FILES = 16_384
#: The last words of every line have this long to go out; then the process ends whoever still holds a connection.
CLOSE_WITHIN_S = 1.0


def make_look(hub: str, host: str) -> Callable[[str], None]:
    """A function that asks the hub for a page and throws the answer away."""
    context = ssl.create_default_context()
    # The hub that started us, on this machine: its certificate may be its own authority.
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=context))

    def look(page: str) -> None:
        asked = urllib.request.Request(f"{hub}{page}", headers={"Host": host} if host else {})  # noqa: S310 (our own)
        with contextlib.suppress(urllib.error.URLError, OSError), opener.open(asked, timeout=5) as answer:
            answer.read()

    return look


def raise_file_limit() -> None:
    """Let this process keep as many lines open as the machine allows, up to ``MOST_FILES``."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, MOST_FILES)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


async def serve_live() -> None:
    """Serve until told to end."""
    from django.conf import settings  # only now: the settings are set up

    from nuantu_hub.site.live_stream import LiveStream

    hosts = [one for one in settings.ALLOWED_HOSTS if one and one[0] not in ".*"]
    stream = LiveStream(make_look(os.environ[HUB], hosts[0] if hosts else ""),
                        behind_proxy=os.environ.get("NUANTU_HUB_PROXY") == "1")
    named = {name: Path(os.environ[name]) for name in (TLS_CERT, TLS_KEY) if os.environ.get(name)}
    server = Server(stream, address=os.environ[ADDRESS], port=int(os.environ[PORT]), interface=Interfaces.ASGINL,
                    backlog=BACKLOG, backpressure=MOST_FILES, websockets=False, log_enabled=False,
                    ssl_cert=named.get(TLS_CERT), ssl_key=named.get(TLS_KEY))
    loop, ending = asyncio.get_running_loop(), asyncio.Event()
    for told in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(told, ending.set)
    threading.Thread(target=_wait_for_end, args=(loop, ending), daemon=True).start()
    stream.start()
    serving = asyncio.create_task(server.serve())
    waiting = asyncio.create_task(ending.wait())
    await asyncio.wait((serving, waiting), return_when=asyncio.FIRST_COMPLETED)
    if serving.done():  # it could not listen
        serving.result()
    await stream.close()
    server.stop()
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(serving, CLOSE_WITHIN_S)


def _wait_for_end(loop: asyncio.AbstractEventLoop, ending: asyncio.Event) -> None:
    while os.read(0, 1):  # nothing is said there; it ends with the process that holds it
        continue
    loop.call_soon_threadsafe(ending.set)


def main() -> None:
    """Set Django up for reading, and serve."""
    os.environ[READ_ONLY] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nuantu_hub.site.settings")
    import django

    django.setup()
    raise_file_limit()
    asyncio.run(serve_live())
    sys.stdout.flush()
    os._exit(0)  # threads of a server that did not end in time would keep the process


if __name__ == "__main__":
    main()
