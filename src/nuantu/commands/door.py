"""``nuantu door``: the controller of one station's door, with simulated hardware behind a local socket."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import click

from nuantu.core.errors import InputError
from nuantu.gates.service import DoorSettings, run_door

STATION = re.compile(r"[A-Za-z0-9-]{1,16}")


@click.command()
@click.option("--hub", "hub", help="Address of the hub: https://…, or http:// on this machine.")
@click.option("--station", required=True, help="Code of the station.")
@click.option("--data", type=click.Path(path_type=Path), help="Folder of key and record; door-CODE unless named.")
@click.option("--port", type=click.IntRange(0, 65_535), default=8720, show_default=True,
              help="Port of the simulated hardware on this machine; 0 takes a free one.")
@click.option("--name", default="", help="What the door is called at the hub.")
@click.option("--ca", type=click.Path(path_type=Path), help="Authority (PEM) to trust instead of the system's.")
@click.option("--descriptor", type=click.Path(path_type=Path, dir_okay=False),
              help="File of the door's descriptor, beside which roots and lists lie: from then on it takes passes.")
@click.option("--roots", type=click.Path(path_type=Path, dir_okay=False),
              help="The roots' file, instead of a descriptor: the rest is fetched, and believed by it alone.")
@click.option("--gate", "number", type=click.IntRange(0, 2**32 - 1),
              help="With --roots: the number on the door's poster.")
@click.option("--offline", is_flag=True, help="Do not call the hub at all; the door must have been let in before.")
def door(hub: str | None, station: str, data: Path | None, port: int, name: str, ca: Path | None,
         descriptor: Path | None, roots: Path | None, number: int | None, *, offline: bool) -> None:
    """Run the door of a station until Ctrl-C or SIGTERM; docs/door.md has the protocol.

    The first start makes a key and asks the hub to be let in; a person there compares the fingerprint that is printed.
    Ends with status 75 where its disk fails: a supervisor should start it again.
    """
    if not STATION.fullmatch(station):
        raise InputError(f"{station[:40]!r} is no code of a station", field="--station",
                         fix="use letters, digits and hyphens, sixteen at most")
    if not offline and hub is None:
        raise InputError("the address of the hub is missing", field="--hub",
                         fix="name it, or say --offline")
    settings = DoorSettings(station, data or Path(f"door-{station}"), None if offline else hub, port, name, ca,
                            descriptor, roots, number)
    asyncio.run(run_door(settings, _say))


def _say(words: str) -> None:
    click.echo(words)
