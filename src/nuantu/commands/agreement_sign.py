"""``nuantu agreement sign`` and ``join``: a side's signature under an agreement, and signatures put together."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import click

from nuantu.agreement.agreement import Agreement
from nuantu.agreement.digest import digest_agreement
from nuantu.agreement.reader import read_agreement
from nuantu.agreement.signature import SIDES, AgreementSignature, read_signature, sign_statement, write_signature
from nuantu.agreement.signature_block import join_signatures
from nuantu.commands.key_asking import ask_passphrase, passphrase_option
from nuantu.core.errors import InputError
from nuantu.passes.algorithms import EDDSA
from nuantu.passes.key_file import open_key_file, place_new_file

_SIGNATURE_BYTES_MAX = 16_384


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--key", required=True, type=click.Path(path_type=Path), help="Key of the signer.")
@click.option("--side", required=True, type=click.Choice(SIDES), help="Side that the signer stands for.")
@click.option("--out", type=click.Path(path_type=Path), help="New file for the agreement with the signature under it.")
@click.option("--signature-only", type=click.Path(path_type=Path), help="New file for the signature alone.")
@click.option("--at", type=click.DateTime(["%Y-%m-%dT%H:%M:%SZ"]), help="Moment (UTC); now without it.")
@passphrase_option
def sign(file: Path, key: Path, side: str, out: Path | None, signature_only: Path | None, at: datetime | None,
         passphrase_file: Path | None) -> None:
    """Sign the digest of the text and the terms of FILE for one side; print the statement that was signed."""
    target = out or signature_only
    if target is None or (out is not None and signature_only is not None):
        raise InputError("the signature goes to one place", field="--out", fix="name --out or --signature-only")
    _require_free(target)
    agreement = read_agreement(file)
    ring = open_key_file(key, ask_passphrase(passphrase_file, key.name), "signer")
    if ring.signing is None or ring.signing.alg != EDDSA:
        raise InputError("agreements are signed with Ed25519", file=key, fix="draw a key with nuantu keys signer new")
    at_s = int(time.time() if at is None else at.replace(tzinfo=UTC).timestamp())
    made = sign_statement(ring.signing.private, digest_agreement(agreement.data, agreement.file), side,
                          ring.label.name, ring.label.office, at_s)
    signed = _join(agreement, [made])
    place_new_file(target, write_signature(made).encode() if out is None else signed)
    click.echo(made.statement.decode(), nl=False)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("signatures", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="New file to write; without it FILE is replaced at once.")
def join(file: Path, signatures: tuple[Path, ...], out: Path | None) -> None:
    """Put signature files under the agreement FILE; all are taken, or none where one is under another digest."""
    if out is not None:
        _require_free(out)
    agreement = read_agreement(file)
    signed = _join(agreement, [read_signature_file(path) for path in signatures])
    if out is None:
        _replace(agreement.file, signed)
    else:
        place_new_file(out, signed)
    click.echo(digest_agreement(signed).digest)


def read_signature_file(path: Path) -> AgreementSignature:
    """The signature in a file that ``agreement sign --signature-only`` made."""
    try:
        with path.open("rb") as file:
            data = file.read(_SIGNATURE_BYTES_MAX + 1)
    except OSError as error:
        raise InputError(f"the signature cannot be read ({os.strerror(error.errno or 0)})", file=path,
                         fix="check the path") from error
    if len(data) > _SIGNATURE_BYTES_MAX:
        raise InputError("the file is too large for a signature", file=path, fix="name a signature file")
    return read_signature(data, str(path))


def _join(agreement: Agreement, signatures: Sequence[AgreementSignature]) -> bytes:
    return join_signatures(agreement.data, signatures, agreement.file)


def _require_free(path: Path) -> None:
    if path.exists():
        raise InputError("something stands there already, and nothing signed is written over", file=path,
                         fix="name a new file")


def _replace(path: Path, data: bytes) -> None:
    """A reader sees the old file or the new one, never a half."""
    fresh = path.with_name(f".{path.name}.fresh")
    try:
        with fresh.open("wb") as file:
            os.fchmod(file.fileno(), stat.S_IMODE(path.stat().st_mode))
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError as error:
        raise InputError(f"the agreement cannot be written ({os.strerror(error.errno or 0)})", file=path,
                         fix="make room, or ask for the right to write there") from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
