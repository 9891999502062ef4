"""What an issuer's machine holds: its private keys, the signed lists of its plan, and who the roots are.

::

    roots.json            the three roots
    lists/000012.xl1      trust lists of the plan, by version, signed by two of the roots
    issuer-KID.key        private keys, mode 0600
    demo-root-N.key       only where the roots are drawn for a demonstration: such a set guards nothing

A folder is put in place whole, by renaming; within it nothing is written over.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from nuantu.core.errors import InputError
from nuantu.passes.algorithms import SigningKey, make_signing_key
from nuantu.passes.key_file import label_signing_key, open_key_file, place_new_file, save_key_file, sync_folder
from nuantu.passes.roots import (
    Root,
    RootSet,
    make_root_set,
    read_root_file,
    read_short_text,
    read_succession,
    write_root_set,
)
from nuantu.passes.rotation import (
    DAY_S,
    DUTIES,
    PLAN_DAYS_MAX,
    choose_list,
    choose_signer,
    list_due,
    plan_trust_lists,
    trust_key,
)
from nuantu.passes.trust_list import (
    ROOTS,
    SIZE_MAX,
    TrustedKey,
    TrustList,
    Use,
    decode_trust_payload,
    encode_trust_payload,
    join_trust_list,
    read_trust_list,
    sign_trust_payload,
    split_trust_list,
)
from nuantu.passes.verdict import PassError

ROOTS_FILE, LISTS = "roots.json", "lists"
DEMO_NAMES = ("演示根甲 demo root A", "演示根乙 demo root B", "演示根丙 demo root C")


@dataclass(frozen=True, slots=True)
class SignedList:
    """A list of the plan and its bytes as they are handed out."""

    trust: TrustList
    data: bytes


@dataclass(frozen=True, slots=True)
class Issuer:
    """An issuer's folder as it was read: roots, plan, and the private keys by kid."""

    roots: RootSet
    lists: tuple[SignedList, ...]
    keys: dict[bytes, SigningKey]

    def find_list(self, now_s: int) -> SignedList:
        """The list to hand out now; ``InputError`` where none is good."""
        chosen = choose_list((one.trust for one in self.lists), now_s)
        return next(one for one in self.lists if one.trust.version == chosen.version)

    def find_signer(self, use: Use, now_s: int) -> SigningKey:
        """The key to sign with now, which the list of now vouches for; ``InputError`` where there is none."""
        held = [key for key in self.find_list(now_s).trust.keys if key.kid in self.keys]
        return self.keys[choose_signer(held, use, now_s).kid]

    def list_keys(self) -> list[TrustedKey]:
        """All keys that the plan names, each once, in order of time."""
        found = {(key.kid, key.not_before_s): key for one in self.lists for key in one.trust.keys}
        return sorted(found.values(), key=lambda key: (key.not_before_s, key.kid))


def read_issuer(folder: Path, ask: Callable[[], str]) -> Issuer:
    """Everything in a folder, each list checked against the roots; ``ask`` gives the passphrase of sealed keys."""
    roots = read_root_file(folder / ROOTS_FILE)
    lists = tuple(read_signed_list(path, roots) for path in sorted((folder / LISTS).glob("*.xl1")))
    keys: dict[bytes, SigningKey] = {}
    for path in sorted(folder.glob("issuer-*.key")):
        ring = open_key_file(path, ask, "issuer")
        assert ring.signing is not None
        keys[ring.label.kid] = ring.signing
    return Issuer(roots, lists, keys)


def read_signed_list(path: Path, roots: RootSet) -> SignedList:
    """A list in a file, signed by two of the roots; whether its time has come is for ``Issuer.find_list`` to say."""
    try:
        with path.open("rb") as file:
            data = file.read(SIZE_MAX + 1)
        issued_s = _peek_issued(data)
        return SignedList(read_trust_list(data, roots.keys, None, issued_s), data)
    except OSError as error:
        raise InputError(f"the list cannot be read ({error.strerror})", file=path) from error
    except PassError as error:
        raise InputError(f"the list is not good: {error}", file=path,
                         fix="merge it with the signatures again") from error


def draw_demo_issuer(folder: Path, now_s: int) -> None:
    """Draw demo roots, keys and a plan into a new folder, put in place whole; who comes second keeps the first's."""
    folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        roots = [make_signing_key() for _ in range(ROOTS)]
        for number, (root, name) in enumerate(zip(roots, DEMO_NAMES, strict=True), 1):
            label = label_signing_key(root, "root", name, now_s, is_demo=True)
            save_key_file(beside / f"demo-root-{number}.key", label, root, None)
        held = make_root_set(1, [Root(name, root.public) for root, name in zip(roots, DEMO_NAMES, strict=True)],
                             is_demo=True)
        place_new_file(beside / ROOTS_FILE, write_root_set(held).encode())
        (beside / LISTS).mkdir()
        _extend_plan(beside, Issuer(held, (), {}), roots[:2], now_s, PLAN_DAYS_MAX)
        with suppress(OSError):  # somebody was quicker: a folder that is not empty is never replaced
            beside.rename(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def renew_demo_issuer(folder: Path, now_s: int) -> bool:
    """Go on with a demo's plan where it has run out at this moment; whether it was done. Real plans need a ceremony."""
    with _claim(folder):
        issuer = read_issuer(folder, _refuse_asking)
        if not issuer.roots.is_demo or is_covered(issuer, now_s):
            return False
        roots = [open_key_file(path, _refuse_asking, "root").signing for path in sorted(folder.glob("demo-root-*.key"))]
        _extend_plan(folder, issuer, [root for root in roots if root is not None], now_s, PLAN_DAYS_MAX)
        return True


def draft_plan(folder: Path, issuer: Issuer, now_s: int, days: int, passphrase: str | None,
               without: frozenset[bytes] = frozenset()) -> tuple[TrustList, ...]:
    """Make the keys that a stretch of days still needs, write them into the folder, and give the lists to be signed.

    Keys named in ``without`` are left out of every list: whatever they signed is refused once a gate has the list.
    """
    from_s = now_s - now_s % DAY_S
    keys = [key for key in issuer.list_keys() if key.expires_s > from_s and key.kid not in without]
    for duty in DUTIES.values():
        for begin_s in list_due([key for key in keys if key.kid in issuer.keys], duty, from_s, from_s + days * DAY_S):
            fresh = make_signing_key()
            label = label_signing_key(fresh, "issuer", duty.name, now_s, is_demo=issuer.roots.is_demo)
            save_key_file(folder / f"issuer-{fresh.public.kid.hex()}.key", label, fresh, passphrase)
            issuer.keys[fresh.public.kid] = fresh
            keys.append(trust_key(fresh.public, duty, begin_s))
    first = max((one.trust.version for one in issuer.lists), default=0) + 1
    return plan_trust_lists(keys, first, from_s, days)


def place_list(folder: Path, data: bytes, roots: RootSet) -> TrustList:
    """Put a signed list beside the others; ``InputError`` where the roots did not sign it or its version is taken."""
    payload_version = _peek_version(data)
    path = folder / LISTS / f"{payload_version:06}.xl1"
    place_new_file(path, data)
    try:
        return read_signed_list(path, roots).trust
    except InputError:
        path.unlink()
        raise


def install_issuer(source: Path, folder: Path, ask: Callable[[], str]) -> Issuer:
    """Take what a ceremony made into the hub's folder; demo keys that stood there are moved aside whole.

    A real set of roots is only ever replaced by itself or by the set that follows it.
    """
    fresh = read_issuer(source, ask)
    if not fresh.lists or not any(one.kid in fresh.keys for one in fresh.lists[-1].trust.keys):
        raise InputError("there is no signed list with a key that is here", file=source,
                         fix="sign and merge the drafts first")
    if folder.is_dir() and read_root_file(folder / ROOTS_FILE).is_demo and not fresh.roots.is_demo:
        folder.rename(_find_free(folder))
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    (folder / LISTS).mkdir(exist_ok=True)
    if not (folder / ROOTS_FILE).exists():
        place_new_file(folder / ROOTS_FILE, (source / ROOTS_FILE).read_bytes())
    held = read_root_file(folder / ROOTS_FILE)
    if held != fresh.roots:
        _follow_roots(source, folder, held, fresh.roots)
        held = fresh.roots
    for path in sorted(source.glob("issuer-*.key")):
        if not (folder / path.name).exists():
            place_new_file(folder / path.name, path.read_bytes(), 0o600)
    for one in fresh.lists:
        if not (folder / LISTS / f"{one.trust.version:06}.xl1").exists():
            place_list(folder, one.data, held)
    return read_issuer(folder, ask)


def is_covered(issuer: Issuer, now_s: int) -> bool:
    """Whether somebody signs both credentials and posters at a moment."""
    try:
        issuer.find_signer("credential", now_s)
        issuer.find_signer("descriptor", now_s)
    except InputError:
        return False
    return True


def _follow_roots(source: Path, folder: Path, held: RootSet, fresh: RootSet) -> None:
    """Let the set that follows take the place of the one held; what the old roots signed is moved aside."""
    try:
        read_succession(read_short_text(source / ROOTS_FILE), held, source / ROOTS_FILE)
    except InputError as error:
        raise InputError(f"here the roots are {held.fingerprint}, there {fresh.fingerprint}: {error.what}", file=source,
                         fix="bring in what these roots signed, or a set that two of them signed: nuantu keys root set "
                             "--follows") from error
    beside = folder / f".{ROOTS_FILE}.{fresh.number}"
    beside.unlink(missing_ok=True)
    place_new_file(beside, (source / ROOTS_FILE).read_bytes())
    (folder / LISTS).rename(folder / f"{LISTS}-set-{held.number}")
    (folder / LISTS).mkdir()
    beside.replace(folder / ROOTS_FILE)
    sync_folder(folder)


def _extend_plan(folder: Path, issuer: Issuer, roots: Sequence[SigningKey], now_s: int, days: int) -> None:
    for trust in draft_plan(folder, issuer, now_s, days, None):
        payload = encode_trust_payload(trust)
        data = join_trust_list(payload, [sign_trust_payload(payload, root) for root in roots[:2]])
        place_new_file(folder / LISTS / f"{trust.version:06}.xl1", data)


def _peek_issued(data: bytes) -> int:
    return decode_trust_payload(split_trust_list(data)[0]).issued_s


def _peek_version(data: bytes) -> int:
    try:
        return decode_trust_payload(split_trust_list(data)[0]).version
    except PassError as error:
        raise InputError(f"this is no list of whom to trust: {error}") from error


def _find_free(folder: Path) -> Path:
    number = 1
    while (found := folder.with_name(f"{folder.name}-demo-{number}")).exists():
        number += 1
    return found


@contextmanager
def _claim(folder: Path) -> Iterator[None]:
    """One at a time extends a plan, in whichever process."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _refuse_asking() -> str:
    raise InputError("a demo key is sealed with a passphrase, which nobody gave it", fix="draw the demo keys anew")
