"""A controller's key: made once, kept by its owner alone, and what it signs of every request.

The hub checks with the same functions: ``build_message`` and ``is_signed``.
"""

from __future__ import annotations

import base64
import binascii
import os
import stat
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key

from nuantu.core.errors import InputError

KEY_BYTES, SIGNATURE_BYTES = 32, 64
#: How far apart the clocks of a door and the hub may be, seconds, for a signature to count.
SKEW_MAX_S = 300
HEADER_DOOR, HEADER_TIME, HEADER_SIGNATURE = "Nuantu-Door", "Nuantu-Time", "Nuantu-Signature"
#: What stands for the door's id before it has one.
NEW_DOOR = "new"


def build_message(method: str, path: str, at_s: int, body: bytes) -> bytes:
    """The bytes that are signed: method, path, time and the body's SHA-256 in hexadecimal, joined by line feeds."""
    return f"{method}\n{path}\n{at_s}\n{sha256(body).hexdigest()}".encode()


def is_signed(public_key: bytes, signature: str, message: bytes) -> bool:
    """Whether a signature (base64) over a message was made by the owner of a public key (32 bytes)."""
    try:
        raw = base64.b64decode(signature, validate=True)
        key = Ed25519PublicKey.from_public_bytes(public_key)
        key.verify(raw, message)
    except (binascii.Error, ValueError, InvalidSignature):
        return False
    return True


def show_fingerprint(public_key: bytes) -> str:
    """What a person compares before approving a door: sixteen hexadecimal signs in groups of four."""
    signs = sha256(public_key).hexdigest()[:16]
    return " ".join(signs[first:first + 4] for first in range(0, 16, 4))


@dataclass(frozen=True, slots=True)
class DeviceKey:
    """The private key of one controller."""

    private: Ed25519PrivateKey

    @property
    def public(self) -> bytes:
        """The public half, 32 bytes."""
        return self.private.public_key().public_bytes_raw()

    def sign(self, door: str, method: str, path: str, at_s: int, body: bytes) -> dict[str, str]:
        """The headers of a request."""
        signature = self.private.sign(build_message(method, path, at_s, body))
        return {HEADER_DOOR: door, HEADER_TIME: str(at_s), HEADER_SIGNATURE: base64.b64encode(signature).decode()}


def make_key(path: Path) -> DeviceKey:
    """Make a key, and see it on the disk in a new file that only its owner may read."""
    private = Ed25519PrivateKey.generate()
    data = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    fresh = path.with_name(f".{path.name}.fresh")
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    fresh.rename(path)
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return DeviceKey(private)


def load_key(path: Path) -> DeviceKey:
    """The key in a file; ``InputError`` where it cannot be read, is readable by others, or holds something else."""
    try:
        mode, data = path.stat().st_mode, path.read_bytes()
    except OSError as error:
        raise InputError(f"the key of the door cannot be read ({os.strerror(error.errno or 0)})", file=path,
                         fix="run this as the user who keeps it") from error
    if stat.S_IMODE(mode) & 0o077:
        raise InputError("the key of the door may be read by others", file=path, fix="set its mode to 0600")
    try:
        private = load_pem_private_key(data, None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise InputError("the file holds no private key in PEM", file=path,
                         fix="remove the folder and enrol the door anew") from error
    if not isinstance(private, Ed25519PrivateKey):
        raise InputError("the private key is not of type Ed25519", file=path)
    return DeviceKey(private)
