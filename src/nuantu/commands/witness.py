"""``nuantu witness``: the union's witness, which vouches for one past of a log and never for two."""

from __future__ import annotations

import time
from pathlib import Path

import click

from nuantu.core.errors import InputError
from nuantu.decisions.keys import load_key, make_key, save_key
from nuantu.decisions.note import TYPE_COSIGNATURE, TYPE_NOTE, PublicKey, SigningKey, read_vkey
from nuantu.decisions.witness import Witness
from nuantu.decisions.witness_server import WitnessServer

KEY_FILE, DATABASE = "witness.pem", "witness.db"


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--log", "logs", multiple=True, required=True,
              help="Verifier key of a log to witness; several for several logs, or for a log that changes its key.")
@click.option("--name", default="union.example/witness", show_default=True, help="Name of the witness's key.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65_535), default=8710, show_default=True,
              help="Port to listen on; 0 takes a free one.")
def witness(folder: Path, logs: tuple[str, ...], name: str, host: str, port: int) -> None:
    """Cosign the checkpoints of logs, as long as each continues the one before; keep key and memory in FOLDER.

    The first start makes the key and prints its verifier key, which the log and every reader need. Ends with Ctrl-C,
    and by itself where its memory can no longer be written: a witness that forgets must not sign.
    """
    key = open_key(folder, name)
    one = Witness(folder / DATABASE, key, group_logs(logs), time.time)
    try:
        server = WitnessServer((host, port), one)
    except OSError as error:
        raise InputError(f"the port cannot be opened ({error.strerror})", field="--port",
                         fix="name another port, or 0 for a free one") from error
    try:
        click.echo(f"witness {key.public.vkey}")
        click.echo(f"见证服务 witnessing at http://{host}:{server.server_address[1]}")
        server.serve_forever()
    except KeyboardInterrupt:
        click.echo("Stopped.", err=True)
    finally:
        server.server_close()
        one.close()
    if server.broken is not None:
        raise InputError(f"the memory of the witness cannot be written ({server.broken})", file=folder / DATABASE,
                         fix="make room, check the disk, and start it again")


def open_key(folder: Path, name: str) -> SigningKey:
    """The witness's key; made, with its folder, on the first start."""
    path = folder / KEY_FILE
    if path.exists():
        return load_key(name, TYPE_COSIGNATURE, path)
    if folder.exists() and (not folder.is_dir() or (folder / DATABASE).exists()):
        raise InputError("the witness has a memory and no key", file=folder, fix="bring its key back")
    key = make_key(name, TYPE_COSIGNATURE)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    save_key(key, path)
    return key


def group_logs(vkeys: tuple[str, ...]) -> dict[str, list[PublicKey]]:
    """The keys of each log by its name."""
    logs: dict[str, list[PublicKey]] = {}
    for text in vkeys:
        key = read_vkey(text)
        if key.kind != TYPE_NOTE:
            raise InputError(f"{text!r} is the key of a witness, not of a log", field="--log")
        logs.setdefault(key.name, []).append(key)
    return logs
