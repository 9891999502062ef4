"""Serving pages: one process with threads, which owns every write on the embedded database."""

from __future__ import annotations

import click
from granian import Granian
from granian.constants import Interfaces

THREADS = 8


def serve_hub(port: int, address: str = "127.0.0.1") -> None:
    """Serve until Ctrl-C."""
    click.echo(f"Nuantu hub: http://{address}:{port}")
    Granian("nuantu_hub.site.wsgi:application", address=address, port=port, interface=Interfaces.WSGI, workers=1,
            blocking_threads=THREADS, log_access=False).serve()
