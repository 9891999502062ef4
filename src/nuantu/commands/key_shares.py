"""``nuantu keys holder`` and ``nuantu keys share``: who holds a seat, and how two of them open one window."""

from __future__ import annotations

import base64
import binascii
import json
import time
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import click
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from nuantu.commands.key_asking import (
    ask_new_passphrase,
    ask_passphrase,
    hold_ceremony,
    log_option,
    passphrase_option,
    present_option,
    require_new,
)
from nuantu.core.errors import InputError
from nuantu.passes.escrow import (
    EscrowWindow,
    Incident,
    Search,
    Seat,
    hand_share,
    open_share,
    open_window,
    recover_window_key,
    search_window,
    take_share,
)
from nuantu.passes.escrow_file import (
    HandedShare,
    read_handed_share,
    read_window_file,
    write_handed_share,
    write_window_file,
)
from nuantu.passes.key_file import label_holder_key, open_key_file, place_new_file, read_key_label, save_key_file
from nuantu.passes.shares import Share

_SEATS = ("union", "street", "committee")


@click.group()
def holder() -> None:
    """The keys of those who hold a share: union, street, the compounds' committees."""


@holder.command(name="new")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--name", required=True, help="Office that holds this key.")
@present_option
@log_option
@passphrase_option
def new_holder(file: Path, name: str, present: tuple[str, ...], log: Path, passphrase_file: Path | None) -> None:
    """Draw a holder's key into FILE, sealed with a passphrase; print its public half, which the hub is given."""
    require_new(file, present)
    words = ask_new_passphrase(passphrase_file, name)
    private = X25519PrivateKey.generate()
    label = label_holder_key(private, name, int(time.time()))
    hold_ceremony(log, present, "holder_new", {"kid": label.kid.hex(), "office": name})
    save_key_file(file, label, private, words)
    click.echo(base64.b64encode(label.public).decode())


@click.group()
def share() -> None:
    """Shares of a window's key: any two of three seats open it, one opens nothing."""


@share.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--zone", type=click.IntRange(0, 2**32 - 1), required=True, help="Zone of the gates.")
@click.option("--start", required=True, type=click.DateTime(["%Y-%m-%dT%H:%M:%SZ"]),
              help="Begin of the window (UTC), a multiple of four hours.")
@click.option("--seat", "seats", multiple=True, required=True, metavar="SEAT=PUBLIC",
              help="union, street or committee, and a holder's public key; a seat may be named several times.")
def split(out: Path, zone: int, start: datetime, seats: tuple[str, ...]) -> None:
    """Draw a window's key, split it two of three, seal each share to its holders, and forget it.

    The hub does this by itself for every window; the command is for trying a ceremony out.
    """
    named: dict[str, list[bytes]] = {seat: [] for seat in _SEATS}
    for one in seats:
        name, _, public = one.partition("=")
        if name not in named:
            raise InputError(f"{name[:20]!r} is no seat", field="--seat", fix="say union, street or committee")
        named[name].append(_read_public(public, "--seat"))
    window = open_window(zone, int(start.replace(tzinfo=UTC).timestamp()),
                         [Seat(name, tuple(found)) for name, found in named.items()])
    place_new_file(out, write_window_file(window).encode())


@share.command(name="open")
@click.argument("window", type=click.Path(path_type=Path))
@click.option("--key", required=True, type=click.Path(path_type=Path), help="The file of your holder's key.")
@click.option("--to", "to_public", required=True, metavar="PUBLIC", help="Public key of the second holder.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="File for the second holder.")
@present_option
@log_option
@passphrase_option
def open_one(window: Path, key: Path, to_public: str, out: Path, present: tuple[str, ...], log: Path,
             passphrase_file: Path | None) -> None:
    """As the first holder: open your share of WINDOW, and seal it to the second holder."""
    require_new(out, present)
    found, _ = read_window_file(window)
    to = _read_public(to_public, "--to")
    if to not in {one.holder for one in found.shares}:
        raise InputError("that key holds no share of this window", field="--to",
                         fix="ask the second holder to read it out")
    own, _ = _open_own(found, key, passphrase_file)
    hold_ceremony(log, present, "share_open", {"window": found.public.hex(), "seat": own.point,
                                               "to": sha256(to).hexdigest()[:16]})
    handed = HandedShare(found.public, own.point, to, hand_share(found, own, to))
    place_new_file(out, write_handed_share(handed).encode(), 0o600)
    click.echo(f"{_SEATS[own.point - 1]} → {out}")


@share.command()
@click.argument("window", type=click.Path(path_type=Path))
@click.argument("handed", type=click.Path(path_type=Path))
@click.option("--key", required=True, type=click.Path(path_type=Path), help="The file of your holder's key.")
@click.option("--day-key", required=True, metavar="HEX", help="The gate's key of that day, 64 signs.")
@click.option("--trace", required=True, metavar="HEX", help="What the gate kept of the use, 16 signs.")
@click.option("--minute", required=True, type=click.DateTime(["%Y-%m-%dT%H:%MZ"]), help="Minute of the use (UTC).")
@click.option("--incident", required=True, help="Number of the incident, without anybody's name.")
@present_option
@log_option
@passphrase_option
def combine(window: Path, handed: Path, key: Path, day_key: str, trace: str, minute: datetime, incident: str,
            present: tuple[str, ...], log: Path, passphrase_file: Path | None) -> None:
    """As the second holder: join your share with the HANDED one and look for one trace in WINDOW; print who it was.

    The window's key stays in memory and is never written. Found or not, the search is written into the log first.
    """
    found, rows = read_window_file(window)
    asked = Incident(_read_hex(day_key, "--day-key", 32), _read_hex(trace, "--trace", 8),
                     int(minute.replace(tzinfo=UTC).timestamp()))
    brought = read_handed_share(handed)
    if brought.window != found.public:
        raise InputError("the share that was handed over is of another window", file=handed)
    own, private = _open_own(found, key, passphrase_file)
    shares = [take_share(found, brought.sealed, private), own]
    result = search_window(found, recover_window_key(found, shares), rows, asked)
    hold_ceremony(log, present, "window_search", {
        "incident": incident, "zone": found.zone, "start": found.start_s, "seats": sorted(one.point for one in shares),
        "rows": result.rows, "unreadable": result.unreadable, "found": result.found is not None})
    click.echo(json.dumps(_tell(found, result), ensure_ascii=False))


def _open_own(window: EscrowWindow, key: Path, passphrase_file: Path | None) -> tuple[Share, X25519PrivateKey]:
    public = read_key_label(key).public
    own = [one for one in window.shares if one.holder == public]
    if not own:
        raise InputError("this key holds no share of this window", file=key, fix="name the key that was in force then")
    private = open_key_file(key, ask_passphrase(passphrase_file, read_key_label(key).name), "holder").holder
    assert private is not None
    return open_share(window, own[0], private), private


def _tell(window: EscrowWindow, result: Search) -> dict[str, object]:
    found = None if result.found is None else {"rider": result.found.rider, "issued": result.found.issued_s}
    return {"zone": window.zone, "start": window.start_s, "rows": result.rows, "unreadable": result.unreadable,
            "found": found}


def _read_public(text: str, field: str) -> bytes:
    """A holder's public key as it is printed and as the hub shows it: base64 of 32 bytes."""
    try:
        found = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        found = b""
    if len(found) != 32:
        raise InputError("this is no public key of 44 signs", field=field, fix="copy it again, whole")
    return found


def _read_hex(text: str, field: str, length: int) -> bytes:
    try:
        found = bytes.fromhex(text)
    except ValueError:
        found = b""
    if len(found) != length:
        raise InputError(f"the value has not {2 * length} hexadecimal signs", field=field, fix="copy it again, whole")
    return found
