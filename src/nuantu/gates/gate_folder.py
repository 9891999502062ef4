"""The folder of a gate: its record, its key, the desk's secret; and the files with which a gate is set up.

Beside the descriptor lie ``roots.json``, ``trust.xl1``, ``bundle.xb1`` and ``status-NUMBER.xs1``: at each start
what is newer than what the gate holds is taken over. So a gate without a network lives on what somebody carries to it.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from nuantu.core.errors import InputError
from nuantu.gates.pass_lists import BUNDLE, DESCRIPTOR, STATUS, STATUS_NAME, TRUST, PassLists, open_lists
from nuantu.gates.pass_record import HeldList, PassChange, PassStore
from nuantu.gates.signing import DeviceKey, load_key, make_key
from nuantu.passes.credential import PassClass
from nuantu.passes.roots import RootSet, read_root_file, read_root_set, read_short_text, read_succession, write_root_set
from nuantu.passes.verdict import Code, PassError

KEY_FILE, RECORD_FILE, SECRET_FILE = "gate.pem", "gate.db", "desk.key"
ROOTS_FILE, SETUP_FOLDER, DESCRIPTOR_FILE = "roots.json", "setup", "gate.xg1"
TRUST_FILE, BUNDLE_FILE, STATUS_SUFFIX = "trust.xl1", "bundle.xb1", ".xs1"
NOUNS = {PassClass.GATE: "compound's gate", PassClass.DOOR: "station's door"}
_FILE_MAX = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class GateFolder:
    """What a gate has on its disk."""

    key: DeviceKey
    store: PassStore
    desk_secret: str


def open_gate_folder(folder: Path) -> GateFolder:
    """Key, record and secret of a gate; made, with their folder, at the first start. Raises InputError."""
    if folder.exists() and not folder.is_dir():
        raise InputError("this is a file", file=folder, field="--data", fix="name a folder")
    key_path, record_path = folder / KEY_FILE, folder / RECORD_FILE
    if record_path.exists() and not key_path.exists():
        raise InputError("the gate has a record and no key", file=folder, fix="bring its key back")
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        key = load_key(key_path) if key_path.exists() else make_key(key_path)
        secret = read_secret(folder / SECRET_FILE)
    except OSError as error:
        raise InputError(f"the folder of the gate cannot be written ({error.strerror})", file=folder) from error
    return GateFolder(key, PassStore(record_path), secret)


def read_secret(path: Path) -> str:
    """What whoever asks for a day's key has to know; drawn where it is missing."""
    with contextlib.suppress(FileExistsError):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(16) + "\n")
            file.flush()
            os.fsync(file.fileno())
    found = path.read_text().strip()
    if len(found) < 32:
        raise InputError("the secret of the desk is cut short", file=path, fix="remove the file; another is drawn")
    return found


def load_lists(store: PassStore, descriptor: Path | None, now_s: int, kind: PassClass) -> PassLists:
    """What a gate or a door was told, with what lies beside its descriptor where that is newer. Raises InputError."""
    held, facts = store.load_passes().lists, store.load().facts
    offered = {} if descriptor is None else read_offered(descriptor)
    refused: set[str] = set()
    if "roots" in facts:
        before = read_root_set(facts["roots"], store.path)
        # Other roots come with a trust list that they signed; without one they wait.
        root_set = _follow_roots(before, descriptor, refused) if TRUST in offered else before
        held = {name: one for name, one in held.items() if name != TRUST or root_set == before}
    else:
        root_set = _read_first_roots(descriptor)
    fresh = {name: HeldList(name, data, now_s) for name, data in offered.items()}
    lists = open_lists(root_set.keys, fresh | held, now_s, fresh.keys() - held.keys())
    if lists.descriptor.kind is not kind:
        raise InputError(f"this is the descriptor of a {NOUNS[lists.descriptor.kind]}", field="--descriptor",
                         fix=f"name one of a {NOUNS[kind]}")
    if int(facts.get("gate", lists.gate_id)) != lists.gate_id:
        raise InputError(f"this is the folder of gate {facts['gate']}", field="--data", fix="name another folder")
    lists.alarms |= refused
    at_s = max(now_s, lists.floor_s)
    taken = [one for one in fresh.values() if one.name not in held]
    # The trust list first, which may name the keys that signed the others.
    taken += [one for name in sorted(held, key=lambda name: (name != TRUST, name))
              if name in offered and (one := _offer(lists, name, offered[name], at_s))]
    kept = tuple(each for one in taken for each in lists.list_kept(one))
    store.commit([PassChange(lists=kept, facts={"gate": str(lists.gate_id), "roots": write_root_set(root_set)})])
    return lists


def _offer(lists: PassLists, name: str, data: bytes, now_s: int) -> HeldList | None:
    """Take over what is newer; what is older than what is held is no fault of a file that lay there all the time."""
    try:
        return lists.take(name, data, now_s)
    except PassError as error:
        if error.code is Code.E_AUD:
            raise InputError("this descriptor is of another gate than the folder", field="--descriptor",
                             fix="name another --data folder") from error
        if error.code is not Code.E_STALE:
            lists.alarms.add(f"list refused: {name}")
        return None


def read_offered(descriptor: Path) -> dict[str, bytes]:
    """The descriptor's file and the lists that lie beside it."""
    paths = {TRUST: descriptor.parent / TRUST_FILE, BUNDLE: descriptor.parent / BUNDLE_FILE, **{
        path.stem: path for path in sorted(descriptor.parent.glob(f"{STATUS}*{STATUS_SUFFIX}"))
        if STATUS_NAME.fullmatch(path.stem)}}
    offered = {name: _read_file(path) for name, path in paths.items() if path.is_file()}
    return {DESCRIPTOR: _read_file(descriptor), **offered}


def _read_file(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            found = file.read(_FILE_MAX + 1)
    except OSError as error:
        raise InputError(f"the file cannot be read ({os.strerror(error.errno or 0)})", file=path) from error
    if len(found) > _FILE_MAX:
        raise InputError("the file is too long for what it should be", file=path)
    return found


def _read_first_roots(descriptor: Path | None) -> RootSet:
    if descriptor is None:
        raise InputError("the gate does not know the roots yet", field="--descriptor",
                         fix=f"name the descriptor, beside which {ROOTS_FILE} lies, or enrol the gate")
    return read_root_file(descriptor.parent / ROOTS_FILE)


def _follow_roots(held: RootSet, descriptor: Path | None, refused: set[str]) -> RootSet:
    """The next set of roots where one lies beside the descriptor and two of those held signed it; else those held."""
    path = None if descriptor is None else descriptor.parent / ROOTS_FILE
    if path is None or not path.is_file():
        return held
    try:
        text = read_short_text(path)
        return held if read_root_set(text, path).pack() == held.pack() else read_succession(text, held, path)
    except InputError:
        refused.add("roots refused")
        return held


def find_setup(folder: Path) -> Path | None:
    """The descriptor that an enrolment has left in the folder, None where it was set up otherwise."""
    path = folder / SETUP_FOLDER / DESCRIPTOR_FILE
    return path if path.is_file() else None
