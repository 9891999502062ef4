"""The issuer's keys as the hub holds them: brought in from a ceremony, or drawn as a marked demonstration.

They lie in ``keys/passes`` of the data folder, beside the hub's other secrets. Who may draw demo keys is said by the
variable ``NUANTU_HUB_PASS_KEYS``: ``demo`` or ``imported``; without it a hub that is served securely draws none.
"""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from nuantu.core.errors import InputError
from nuantu.passes.algorithms import SigningKey
from nuantu.passes.issuer_folder import (
    LISTS,
    ROOTS_FILE,
    Issuer,
    draw_demo_issuer,
    is_covered,
    read_issuer,
    renew_demo_issuer,
)
from nuantu.passes.key_file import read_passphrase_file
from nuantu.passes.roots import write_root_set
from nuantu.passes.trust_list import Use
from nuantu_hub.seam.errors import RunError

#: Says where keys come from, and names the file with the passphrase of keys that were sealed.
VARIABLE, PASSPHRASE_VARIABLE = "NUANTU_HUB_PASS_KEYS", "NUANTU_HUB_PASS_PASSPHRASE"
_DRAWING = threading.Lock()


@dataclass(frozen=True, slots=True)
class PublishedTrust:
    """The list of whom to trust as gates and phones fetch it."""

    version: int
    issued_s: int
    expires_s: int
    data: bytes


@dataclass(frozen=True, slots=True)
class RootsTold:
    """Who the roots are, as a file and as people compare it."""

    text: str
    fingerprint: str
    is_demo: bool
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeyState:
    """How an issuer's key stands: what it is for, and until when it signs and is believed (UTC seconds)."""

    kid: str
    uses: tuple[str, ...]
    from_s: int
    expires_s: int
    is_held: bool


def find_issuer_key(data_root: Path, now_s: int, use: Use = "credential") -> SigningKey | None:
    """The key that signs credentials and status lists now, or another use; None where none is in force."""
    return _ask(data_root, now_s, use)


def find_posting_key(data_root: Path, now_s: int) -> SigningKey | None:
    """The key that signs posters and policies now; None where none is in force."""
    return _ask(data_root, now_s, "descriptor")


def find_trust_list(data_root: Path, now_s: int) -> PublishedTrust | None:
    """The signed list to hand out now; None where none is good."""
    issuer = open_issuer(data_root, now_s)
    try:
        found = None if issuer is None else issuer.find_list(now_s)
    except InputError:
        return None
    if found is None:
        return None
    return PublishedTrust(found.trust.version, found.trust.issued_s, found.trust.expires_s, found.data)


def tell_roots(data_root: Path, now_s: int) -> RootsTold | None:
    """Who the roots are; None where no keys are there."""
    issuer = open_issuer(data_root, now_s)
    if issuer is None:
        return None
    roots = issuer.roots
    return RootsTold(write_root_set(roots), roots.fingerprint, roots.is_demo, tuple(one.name for one in roots.roots))


def list_keys(data_root: Path, now_s: int) -> list[KeyState]:
    """All issuers' keys of the plan, for whoever looks after the hub."""
    issuer = open_issuer(data_root, now_s)
    return [] if issuer is None else [
        KeyState(key.kid.hex(), tuple(sorted(key.uses)), key.not_before_s, key.expires_s, key.kid in issuer.keys)
        for key in issuer.list_keys()]


def open_issuer(data_root: Path, now_s: int) -> Issuer | None:
    """What the hub holds, demo keys drawn or continued where that is allowed; None where nothing was brought in.

    Raises RunError where keys or lists are damaged, or a passphrase is missing.
    """
    folder = data_root / "keys" / "passes"
    try:
        if not folder.is_dir():
            if not may_draw_demo():
                return None
            with _DRAWING:
                if not folder.is_dir():
                    draw_demo_issuer(folder, now_s)
        issuer = _read(folder, _stamp(folder))
        if issuer.roots.is_demo and not is_covered(issuer, now_s) and may_draw_demo():
            renew_demo_issuer(folder, now_s)
            issuer = _read(folder, _stamp(folder))
    except InputError as error:
        raise RunError(error.what, fix=error.fix or "put the file back from a backup", where=error.file) from error
    return None if issuer.roots.is_demo and not may_draw_demo() else issuer


def may_draw_demo() -> bool:
    """Whether demo keys may be used here."""
    said = os.environ.get(VARIABLE)
    if said not in (None, "demo", "imported"):
        raise RunError(f"{VARIABLE} says {said[:40]!r}", fix="say demo or imported")
    return said == "demo" or (said is None and os.environ.get("NUANTU_HUB_SECURE") != "1")


def _ask(data_root: Path, now_s: int, use: Use) -> SigningKey | None:
    issuer = open_issuer(data_root, now_s)
    try:
        return None if issuer is None else issuer.find_signer(use, now_s)
    except InputError:
        return None


def _stamp(folder: Path) -> tuple[int, ...]:
    """Changes whenever a file is put into the folder: nothing in it is written over."""
    return tuple(path.stat().st_mtime_ns for path in (folder, folder / LISTS, folder / ROOTS_FILE))


@lru_cache(maxsize=8)
def _read(folder: Path, stamp: tuple[int, ...]) -> Issuer:
    del stamp
    return read_issuer(folder, _read_passphrase)


def _read_passphrase() -> str:
    named = os.environ.get(PASSPHRASE_VARIABLE)
    if named is None:
        raise InputError("the issuer's keys are sealed", field=PASSPHRASE_VARIABLE,
                         fix="name there the file that holds the passphrase")
    return read_passphrase_file(Path(named))
