"""Private keys of passes as files: readable by their owner alone, sealed with a passphrase, told apart by role.

One JSON object a file. What it says about the key is open to read, so that people can see what they hold, and is
authenticated with the passphrase: a root cannot be relabelled. Keys of escrow holders are sealed with PBKDF2, which
browsers have, all others with scrypt. The bytes sealed are PKCS 8 in DER, by AES-256-GCM.
"""

from __future__ import annotations

import base64
import binascii
import json
import os
import secrets
import stat
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import pbkdf2_hmac, scrypt
from pathlib import Path
from typing import Any, Literal, cast, get_args

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_der_private_key

from nuantu.core.errors import InputError
from nuantu.passes.algorithms import ALGORITHMS, SigningKey, find_kid, hold_signing_key

FORMAT = "nuantu-pass-key/1"
#: Fewest signs of a passphrase.
PASSPHRASE_MIN = 12
Role = Literal["root", "issuer", "holder", "signer"]
_X25519 = "X25519"
_NONCE_BYTES, _SALT_BYTES = 12, 16
#: What the passphrase is stretched with: scrypt takes 64 MiB, PBKDF2 600,000 rounds; files with far more are refused.
_SCRYPT = {"n": 2**16, "r": 8, "p": 1}
_ROUNDS = 600_000
_SIZE_MAX = 16_384


@dataclass(frozen=True, slots=True)
class KeyLabel:
    """What a key's file says openly: role, name, when made (UTC seconds), algorithm, public half, demo or not.

    ``office`` is what a signer of agreements signs as; every other role is named by its office alone.
    """

    role: Role
    name: str
    made_s: int
    algorithm: str
    public: bytes
    is_demo: bool = False
    office: str = ""

    @property
    def kid(self) -> bytes:
        """The key's name of eight bytes."""
        return find_kid(self.public)

    @property
    def fingerprint(self) -> str:
        """What people compare aloud: the kid in groups of four."""
        signs = self.kid.hex()
        return " ".join(signs[first:first + 4] for first in range(0, len(signs), 4))

    def tell(self) -> dict[str, Any]:
        """The label as it stands in the file."""
        told = {"format": FORMAT, "role": self.role, "name": self.name, "demo": self.is_demo, "made_s": self.made_s,
                "algorithm": self.algorithm, "public": base64.b64encode(self.public).decode()}
        return {**told, "office": self.office} if self.office else told

    def bind(self) -> bytes:
        """The label as it is authenticated with the private half: its values as JSON, by the names of the fields."""
        told = self.tell()
        return "\n".join(json.dumps(told[field], ensure_ascii=False) for field in sorted(told)).encode()


@dataclass(frozen=True, slots=True)
class KeyRing:
    """A key that was opened: its label and one of the two kinds of private half."""

    label: KeyLabel
    signing: SigningKey | None = None
    holder: X25519PrivateKey | None = None


def label_signing_key(key: SigningKey, role: Role, name: str, made_s: int, *, is_demo: bool = False) -> KeyLabel:
    """The label of a root's or an issuer's key."""
    _require_name(name)
    return KeyLabel(role, name, made_s, ALGORITHMS[key.alg].name, key.public.data, is_demo)


def label_signer_key(key: SigningKey, name: str, office: str, made_s: int) -> KeyLabel:
    """The label of the key by which a person signs agreements in an office."""
    for words in (name, office):
        _require_name(words)
    return KeyLabel("signer", name, made_s, ALGORITHMS[key.alg].name, key.public.data, office=office)


def label_holder_key(private: X25519PrivateKey, name: str, made_s: int, *, is_demo: bool = False) -> KeyLabel:
    """The label of the key to which a seat's shares are sealed."""
    _require_name(name)
    return KeyLabel("holder", name, made_s, _X25519, private.public_key().public_bytes_raw(), is_demo)


def save_key_file(path: Path, label: KeyLabel, private: SigningKey | X25519PrivateKey, passphrase: str | None) -> None:
    """Write a key to a new file of mode 0600 and see it on the disk; never over something that stands there.

    Without a passphrase the private half stands in the file unsealed: for machines that must start by themselves.
    """
    body: dict[str, Any] = label.tell()
    held = private.private if isinstance(private, SigningKey) else private
    plain = held.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    if passphrase is None:
        body |= {"kdf": None, "private": base64.b64encode(plain).decode()}
    else:
        require_passphrase(passphrase)
        salt, nonce = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
        kdf = {"name": "pbkdf2-sha256", "rounds": _ROUNDS} if label.role == "holder" else {"name": "scrypt", **_SCRYPT}
        kdf["salt"] = base64.b64encode(salt).decode()
        sealed = nonce + AESGCM(_stretch(kdf, salt, passphrase)).encrypt(nonce, plain, label.bind())
        body |= {"kdf": kdf, "private": base64.b64encode(sealed).decode()}
    place_new_file(path, (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode(), 0o600)


def read_key_label(path: Path) -> KeyLabel:
    """What a key's file says openly, without its passphrase; nothing vouches for it before the key is opened."""
    return _read_label(_read_body(path), path)


def is_sealed(path: Path) -> bool:
    """Whether a passphrase is needed."""
    return _read_body(path).get("kdf") is not None


def open_key_file(path: Path, ask: Callable[[], str], role: Role) -> KeyRing:
    """The key in a file, which must be of this role; ``ask`` is called for the passphrase where one is needed."""
    body = _read_body(path)
    label = _read_label(body, path)
    if label.role != role:
        raise InputError(f"this is the key of a {label.role}, not of a {role}", file=path, fix="name the other file")
    plain = _read_bytes(body, "private", path)
    if body.get("kdf") is not None:
        plain = _unseal(body["kdf"], plain, label, ask(), path)
    try:
        private = load_der_private_key(plain, None)
        ring = (KeyRing(label, holder=private) if isinstance(private, X25519PrivateKey)
                else KeyRing(label, signing=hold_signing_key(private)))
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise InputError("the file holds no private key of a known kind", file=path) from error
    if _tell_public(ring) != (label.algorithm, label.public) or (ring.holder is None) == (role == "holder"):
        raise InputError("the private half does not belong to the public half beside it", file=path,
                         fix="put the file back from its copy")
    return ring


def require_passphrase(passphrase: str) -> None:
    """Refuse a passphrase that is too short."""
    if len(passphrase) < PASSPHRASE_MIN:
        raise InputError(f"the passphrase has {len(passphrase)} signs, {PASSPHRASE_MIN} at least are needed",
                         fix="use several words that nobody would guess together")


def read_passphrase_file(path: Path) -> str:
    """The first line of a file that only its owner may read."""
    lines = read_private_file(path).decode("utf-8", "replace").splitlines()
    if not lines or not lines[0]:
        raise InputError("the passphrase is empty", file=path, fix="write it into the first line")
    return lines[0]


def read_private_file(path: Path) -> bytes:
    """The bytes of a file; refuses one that others may read, or that is too long for a key."""
    try:
        with path.open("rb") as file:
            state = os.fstat(file.fileno())
            data = file.read(_SIZE_MAX + 1)
    except OSError as error:
        raise InputError(f"the file cannot be read ({os.strerror(error.errno or 0)})", file=path,
                         fix="run this where the key is kept") from error
    if stat.S_IMODE(state.st_mode) & 0o077:
        raise InputError("the file may be read by others", file=path, fix="set its mode to 0600")
    if len(data) > _SIZE_MAX:
        raise InputError(f"the file is longer than {_SIZE_MAX} bytes", file=path)
    return data


def place_new_file(path: Path, data: bytes, mode: int = 0o644) -> None:
    """Put a new file in place whole, see it and its name on the disk; ``InputError`` where something stands there."""
    try:
        handle, beside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                os.fchmod(file.fileno(), mode)
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.link(beside, path)
        finally:
            with suppress(FileNotFoundError):
                Path(beside).unlink()
        sync_folder(path.parent)
    except FileExistsError as error:
        raise InputError("something stands there already, and a key is never written over", file=path,
                         fix="name a new file") from error
    except OSError as error:
        raise InputError(f"the file cannot be written ({os.strerror(error.errno or 0)})", file=path,
                         fix="name a folder that you may write in") from error


def sync_folder(folder: Path) -> None:
    """See the names in a folder on the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _require_name(name: str) -> None:
    if not 0 < len(name) <= 64 or not name.isprintable():
        raise InputError("a key's name has one to 64 signs on one line", field="name", fix="name an office or a place")


def _read_body(path: Path) -> Mapping[str, Any]:
    try:
        body = json.loads(read_private_file(path))
    except (ValueError, RecursionError) as error:
        raise InputError("this is no key file", file=path, fix="name a file that nuantu keys has made") from error
    if not isinstance(body, dict) or body.get("format") != FORMAT:
        raise InputError(f"this is no key file of format {FORMAT}", file=path,
                         fix="name a file that nuantu keys has made")
    return body


def _read_label(body: Mapping[str, Any], path: Path) -> KeyLabel:
    role, name, made_s, algorithm, demo = (body.get(one) for one in ("role", "name", "made_s", "algorithm", "demo"))
    if role not in get_args(Role) or type(name) is not str or type(made_s) is not int or type(demo) is not bool:
        raise InputError("the label of the key is not whole", file=path, fix="put the file back from its copy")
    if algorithm not in (_X25519, *(one.name for one in ALGORITHMS.values())):
        raise InputError(f"the algorithm {str(algorithm)[:20]!r} is not known", file=path, field="algorithm")
    _require_name(name)
    office = body.get("office", "")
    if type(office) is not str or bool(office) != (role == "signer"):
        raise InputError("the office of the key is missing, or stands where none belongs", file=path, field="office",
                         fix="put the file back from its copy")
    public = _read_bytes(body, "public", path)
    return KeyLabel(cast("Role", role), name, made_s, str(algorithm), public, demo, office)


def _read_bytes(body: Mapping[str, Any], field: str, path: Path) -> bytes:
    try:
        return base64.b64decode(body[field], validate=True)
    except (KeyError, TypeError, ValueError, binascii.Error) as error:
        raise InputError("the value is no base64", file=path, field=field,
                         fix="put the file back from its copy") from error


def _unseal(kdf: Any, sealed: bytes, label: KeyLabel, passphrase: str, path: Path) -> bytes:
    try:
        key = _stretch(kdf, base64.b64decode(kdf["salt"], validate=True), passphrase)
    except (KeyError, TypeError, ValueError, binascii.Error) as error:
        raise InputError("how the passphrase is stretched is not understood", file=path, field="kdf",
                         fix="put the file back from its copy") from error
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], label.bind())
    except (InvalidTag, ValueError) as error:
        raise InputError("the passphrase is not right, or the file was changed", file=path) from error


def _stretch(kdf: Mapping[str, Any], salt: bytes, passphrase: str) -> bytes:
    """The key of a passphrase; ``ValueError`` for parameters that nobody here writes."""
    if kdf["name"] == "scrypt" and {name: kdf[name] for name in _SCRYPT} == _SCRYPT:
        return scrypt(passphrase.encode(), salt=salt, dklen=32, maxmem=2**27, **_SCRYPT)
    if kdf["name"] == "pbkdf2-sha256" and kdf["rounds"] == _ROUNDS:
        return pbkdf2_hmac("sha256", passphrase.encode(), salt, _ROUNDS)
    raise ValueError(kdf["name"])


def _tell_public(ring: KeyRing) -> tuple[str, bytes]:
    if ring.holder is not None:
        return _X25519, ring.holder.public_key().public_bytes_raw()
    assert ring.signing is not None
    return ALGORITHMS[ring.signing.alg].name, ring.signing.public.data
