"""``nuantu keys signer``: the keys by which the three sides sign agreements."""

from __future__ import annotations

import json
import time
from pathlib import Path

import click

from nuantu.commands.key_asking import ask_new_passphrase, passphrase_option
from nuantu.core.errors import InputError
from nuantu.passes.algorithms import EDDSA, make_signing_key
from nuantu.passes.key_file import label_signer_key, place_new_file, save_key_file

FORMAT = "nuantu-signer/1"


@click.group()
def signer() -> None:
    """The keys of those who sign agreements, one for each person and office."""


@signer.command(name="new")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--name", required=True, help="Name of the person who signs.")
@click.option("--office", required=True, help="In what office, such as 工会主席.")
@passphrase_option
def new_signer(file: Path, name: str, office: str, passphrase_file: Path | None) -> None:
    """Draw a signer's key into FILE, sealed with a passphrase, and its public half into FILE.public; print its id."""
    public_file = file.with_name(file.name + ".public")
    for path in (file, public_file):
        if path.exists():
            raise InputError("something stands there already, and a key is never written over", file=path,
                             fix="name a new file")
    key = make_signing_key(EDDSA)
    label = label_signer_key(key, name, office, int(time.time()))
    words = ask_new_passphrase(passphrase_file, name)
    save_key_file(file, label, key, words)
    told = {"format": FORMAT, "name": name, "office": office, "key_id": label.kid.hex(),
            "public_key": label.public.hex()}
    place_new_file(public_file, (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode())
    click.echo(f"{name}  {office}  {label.fingerprint}")


def read_public_signer(text: str) -> str:
    """A signer's public key in hexadecimal: written out, or in the file that ``keys signer new`` left beside the key.

    Raises
    ------
    InputError
        Where it is neither.
    """
    path = Path(text)
    if not path.is_file():
        return _require_key(text.lower(), None)
    try:
        told = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise InputError("this is no JSON in UTF-8", file=path, fix="name the file .public of a signer") from error
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise InputError(f"this is not of format {FORMAT}", file=path, fix="name the file .public of a signer")
    return _require_key(told.get("public_key"), path)


def _require_key(value: object, path: Path | None) -> str:
    if not isinstance(value, str) or len(value) != 64 or set(value) - set("0123456789abcdef"):
        raise InputError("this is neither a file nor a public key of 64 hexadecimal signs", file=path,
                         field="--key" if path is None else "public_key", fix="name the file .public of a signer")
    return value
