"""``nuantu gate``: the controller of a compound's gate, a scanner to try it with, and what is handed over after an
incident."""

from __future__ import annotations

import asyncio
import base64
import json
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from nuantu.core.errors import InputError
from nuantu.gates.gate_client import GateClient
from nuantu.gates.gate_enrol import enrol_gate
from nuantu.gates.gate_folder import SECRET_FILE, open_gate_folder
from nuantu.gates.gate_service import GateSettings, run_gate
from nuantu.gates.hub_link import HubLink
from nuantu.gates.signing import show_fingerprint

LANES_MAX = 32
Command = TypeVar("Command", bound=Callable[..., Any])


def _take_port(command: Command) -> Command:
    return click.option("--port", type=click.IntRange(1, 65_535), default=8730, show_default=True,
                        help="Port that the gate listens to.")(command)


def _take_data(command: Command) -> Command:
    return click.option("--data", type=click.Path(path_type=Path), default=Path("gate"), show_default=True,
                        help="Folder of key and record.")(command)


@click.group(invoke_without_command=True)
@click.option("--descriptor", type=click.Path(path_type=Path, dir_okay=False),
              help="File of the gate's descriptor (the poster's text); needed at the first start.")
@click.option("--hub", help="Address of the hub: https://…, or http:// on this machine.")
@click.option("--offline", is_flag=True, help="Do not call a hub at all.")
@click.option("--lanes", type=click.IntRange(1, LANES_MAX), default=1, show_default=True,
              help="Ways through the gate; they share one memory of used codes.")
@_take_data
@click.option("--port", type=click.IntRange(0, 65_535), default=8730, show_default=True,
              help="Port of readers and screen on this machine; 0 takes a free one.")
@click.option("--ca", type=click.Path(path_type=Path), help="Authority (PEM) to trust instead of the system's.")
@click.option("--roots", type=click.Path(path_type=Path, dir_okay=False),
              help="The roots' file, instead of a descriptor: the rest is fetched, and believed by it alone.")
@click.option("--gate", "number", type=click.IntRange(0, 2**32 - 1), help="With --roots: the number of the gate.")
@click.option("--challenge", "challenges", is_flag=True,
              help="Ask every rider for a number that the screen shows; else the guard asks whom he wants.")
@click.pass_context
def gate(context: click.Context, descriptor: Path | None, hub: str | None, lanes: int, data: Path, port: int,
         ca: Path | None, roots: Path | None, number: int | None, *, offline: bool, challenges: bool) -> None:
    """Run a compound's gate until Ctrl-C or SIGTERM; docs/gate.md has the protocol.

    Ends with status 75 where its disk fails: a supervisor should start it again.
    """
    if context.invoked_subcommand is not None:
        return
    if offline == (hub is not None):
        raise InputError("say either --hub or --offline", field="--hub", fix="name the hub, or say --offline")
    asyncio.run(run_gate(GateSettings(descriptor, data, hub, lanes, port, ca, challenges, roots, number), click.echo))


@gate.command()
@click.argument("texts", nargs=-1)
@click.option("--lane", type=click.IntRange(1, LANES_MAX), default=1, show_default=True)
@_take_port
def scan(texts: tuple[str, ...], lane: int, port: int) -> None:
    """Tell a running gate what a reader has read: each TEXT, or each line of the standard input.

    Prints one JSON object for each; exits with 1 where one did not open.
    """
    opened = True
    lines: Iterable[str] = texts if texts else map(str.rstrip, sys.stdin)
    with closing(GateClient(port)) as client:
        for text in lines:
            told = client.scan(text, lane)
            opened = opened and bool(told["open"])
            click.echo(json.dumps(told, ensure_ascii=False))
    if not opened:
        raise click.exceptions.Exit(1)


@gate.command()
@click.option("--at", "moment", required=True, help="Local minute of the incident, as 2026-01-01T12:05.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="File to write.")
@_take_data
@_take_port
def incident(moment: str, out: Path, data: Path, port: int) -> None:
    """Hand over one minute of a running gate for two of the three holders: the day's key and the marks of the minute.

    Whose marks they are cannot be found out from them alone. That it was done is counted, and shown at the gate.
    """
    try:
        at = datetime.strptime(moment, "%Y-%m-%dT%H:%M")  # noqa: DTZ007 - a wall clock at the gate
    except ValueError as error:
        raise InputError(f"{moment[:40]!r} is no minute", field="--at", fix="write it as 2026-01-01T12:05") from error
    if out.exists():
        raise InputError("the file is there already", file=out, field="--out", fix="name another one")
    path = data / SECRET_FILE
    try:
        secret = path.read_text().strip()
    except OSError as error:
        raise InputError("the secret of the desk cannot be read", file=path, field="--data",
                         fix="run this as the user who keeps the gate") from error
    with closing(GateClient(port)) as client:
        told = client.ask("/incident", {"secret": secret, "day": f"{at:%Y-%m-%d}", "at": f"{at:%H:%M}"})
    out.touch(mode=0o600)
    out.write_text(json.dumps(told, indent=1) + "\n")
    click.echo(f"{out}: {len(told['marks'])} marks")


@gate.command()
@click.option("--hub", required=True, help="Address of the hub: https://…, or http:// on this machine.")
@click.option("--gate", "number", type=click.IntRange(0, 2**32 - 1), required=True, help="Number of the gate.")
@click.option("--code", required=True, help="The code that the compound's desk has drawn for this gate.")
@click.option("--ca", type=click.Path(path_type=Path), help="Authority (PEM) to trust instead of the system's.")
@_take_data
def enrol(hub: str, number: int, code: str, ca: Path | None, data: Path) -> None:
    """Bind this gate's key at the hub, and fetch what the gate starts from into its folder.

    Compare the fingerprint that is printed with the union's public notice of its roots.
    """
    folder = open_gate_folder(data)
    link = HubLink(hub, folder.key, ca)
    try:
        roots = enrol_gate(folder, link, number, code, int(time.time()))
    finally:
        link.close()
        folder.store.close()
    click.echo(f"{data}: gate {number} is enrolled; the roots are {roots.fingerprint}")


@gate.command()
@_take_data
def key(data: Path) -> None:
    """Print the gate's public key, which is entered at the hub so that it takes the gate's counts, and what to compare.

    The key is made where there is none; the gate must not be running.
    """
    folder = open_gate_folder(data)
    folder.store.close()
    click.echo(f"{base64.b64encode(folder.key.public).decode()}\n{show_fingerprint(folder.key.public)}")
