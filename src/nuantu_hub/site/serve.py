"""Serving pages: one process with threads, which owns every write on the embedded database."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import socket
import ssl
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import click
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from nuantu_hub.site import live_door

THREADS = 8
#: How many ports are tried from the one asked for.
PORTS_TRIED = 50
READY_WITHIN_S = 60
#: A process of event streams that ended is started anew after so long; told to end, it has this long.
STREAM_AGAIN_S, STREAM_ENDS_WITHIN_S = 2.0, 5.0


@dataclass(frozen=True, slots=True)
class Door:
    """Where the hub is reached: an address and a port, and a certificate with its key for https."""

    address: str
    port: int
    certificate: Path | None = None
    key: Path | None = None

    @property
    def url(self) -> str:
        """What a browser opens."""
        shown = f"[{self.address}]" if ":" in self.address else self.address
        return f"{'https' if self.certificate else 'http'}://{shown}:{self.port}"


def find_port(address: str, first: int) -> int:
    """The first free port from the one asked for. Raises OSError where an address is not this machine's."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    for port in range(first, min(first + PORTS_TRIED, 65_536)):
        with socket.socket(family, socket.SOCK_STREAM) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind((address, port))
            except OSError as fault:
                if fault.errno not in (98, 48):  # in use, on Linux and elsewhere
                    raise
            else:
                return port
    raise OSError(f"no free port from {first} to {first + PORTS_TRIED - 1}")


def is_ready(door: Door) -> bool:
    """Whether ``/healthz`` answers 200."""
    context = ssl.create_default_context()
    # Only asks itself: the certificate of a trial on a local network is its own authority.
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    request = urllib.request.Request(f"{door.url}/healthz")  # noqa: S310 (our own address)
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=context))
    try:
        with opener.open(request, timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def announce(door: Door) -> None:
    """Say where the hub is, as soon as it answers; after a minute say that it does not."""
    until = time.monotonic() + READY_WITHIN_S
    while time.monotonic() < until:
        if is_ready(door):
            click.echo(f"Nuantu: {door.url}")
            return
        time.sleep(0.1)
    click.echo(f"The hub does not answer at {door.url}/healthz.", err=True)


class StreamProcess:
    """The process of event streams beside the one that serves pages, started anew whenever it ends by itself."""

    def __init__(self, door: Door, port: int) -> None:
        self._environment = {
            **os.environ, live_door.ADDRESS: door.address, live_door.PORT: str(port), live_door.HUB: door.url,
            live_door.TLS_CERT: str(door.certificate or ""), live_door.TLS_KEY: str(door.key or "")}
        self._stopping = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._keeper = threading.Thread(target=self._keep, daemon=True)
        self._keeper.start()

    def stop(self) -> None:
        """Tell it to end, and see it end."""
        self._stopping.set()
        if self._process is not None:
            self._process.terminate()
        self._keeper.join(STREAM_ENDS_WITHIN_S)
        if self._process is not None and self._process.poll() is None:
            self._process.kill()

    def _keep(self) -> None:
        while not self._stopping.is_set():
            # Its standard input is ours to hold open: it ends with this process, however that ends.
            self._process = subprocess.Popen([sys.executable, "-P", "-m", "nuantu_hub.site.live_serve"],
                                             stdin=subprocess.PIPE, env=self._environment)
            if self._stopping.is_set():
                self._process.terminate()
            status = self._process.wait()
            if status == 0:  # somebody told it to end: a signal to all of us, or ours
                return
            if not self._stopping.wait(STREAM_AGAIN_S):
                click.echo(f"The event stream ended ({status}) and is started anew; pages ask by themselves meanwhile.",
                           err=True)


def serve_hub(door: Door, live_port: int | None = None) -> None:
    """Serve until Ctrl-C, with event streams on a port of their own where one is given."""
    # The process that serves starts afresh. A fork would carry over what this one holds at that moment: a lock of the
    # cryptographic library that no thread there would ever let go, and open databases whose file locks it has not got.
    multiprocessing.set_start_method("spawn", force=True)
    threading.Thread(target=announce, args=(door,), daemon=True).start()
    with contextlib.ExitStack() as beside:
        if live_port is not None:
            os.environ[live_door.PORT] = str(live_port)
            beside.callback(StreamProcess(door, live_port).stop)
        Granian("nuantu_hub.site.wsgi:application", address=door.address, port=door.port, interface=Interfaces.WSGI,
                workers=1, blocking_threads=THREADS, log_access=False, log_level=LogLevels.error,
                ssl_cert=door.certificate, ssl_key=door.key, websockets=False).serve()
