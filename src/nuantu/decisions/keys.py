"""Private keys as files: Ed25519 in PEM, readable by their owner alone."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key

from nuantu.core.errors import InputError
from nuantu.decisions.note import SigningKey


def make_key(name: str, kind: bytes) -> SigningKey:
    """A fresh key of this name and signature type."""
    return SigningKey.from_private(name, kind, Ed25519PrivateKey.generate())


def save_key(key: SigningKey, path: Path) -> None:
    """Write a private key to a new file with mode 0600, and see it on the disk."""
    data = key.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    sync_folder(path.parent)


def load_key(name: str, kind: bytes, path: Path) -> SigningKey:
    """The key in a file; refuses a file that others may read."""
    try:
        mode, data = path.stat().st_mode, path.read_bytes()
    except OSError as error:
        raise InputError(f"the private key cannot be read ({os.strerror(error.errno or 0)})", file=path,
                         fix="run this where the key is kept") from error
    if stat.S_IMODE(mode) & 0o077:
        raise InputError("the private key may be read by others", file=path, fix="set its mode to 0600")
    try:
        private = load_pem_private_key(data, None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise InputError("the file holds no private key in PEM", file=path) from error
    if not isinstance(private, Ed25519PrivateKey):
        raise InputError("the private key is not of type Ed25519", file=path)
    return SigningKey.from_private(name, kind, private)


def sync_folder(folder: Path) -> None:
    """See the names in a folder on the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_durably(path: Path, text: str) -> None:
    """Put a text file in place at once and see it on the disk."""
    fresh = path.with_name(f".{path.name}.fresh")
    with fresh.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    sync_folder(path.parent)
