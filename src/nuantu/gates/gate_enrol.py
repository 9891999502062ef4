"""Letting a gate in at a hub: the compound's desk draws a code once, and the gate's own key is bound by it."""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nuantu.core.errors import InputError
from nuantu.gates.gate_folder import (
    DESCRIPTOR_FILE,
    NOUNS,
    ROOTS_FILE,
    SETUP_FOLDER,
    TRUST_FILE,
    GateFolder,
    find_setup,
)
from nuantu.gates.hub_link import HubGone, HubLink, HubRefused
from nuantu.gates.list_exchange import ROOT
from nuantu.gates.pass_lists import DESCRIPTOR_MAX, TRUST_MAX, read_text
from nuantu.gates.signing import NEW_DOOR
from nuantu.passes.credential import PassClass
from nuantu.passes.descriptor import read_descriptor
from nuantu.passes.roots import RootSet, read_root_file, read_root_set, write_root_set
from nuantu.passes.trust_list import read_trust_list
from nuantu.passes.verdict import PassError


def enrol_gate(folder: GateFolder, link: HubLink, gate: int, code: str, now_s: int) -> RootSet:
    """Bind the gate's key by a code, and lay down beside its record what it starts from.

    Returns
    -------
    RootSet
        The roots that the hub named. Whoever sets the gate up compares their fingerprint with the union's notice: from
        then on nobody but these can tell the gate whom to trust.

    Raises
    ------
    InputError
        Where the code is not taken, the hub cannot be reached, or what it serves does not fit together.
    """
    roots_text = _bind(folder, link, gate, code, now_s)
    roots = read_root_set(roots_text, f"{link.url}/guard/{gate}/enrol/")
    lay_setup(folder.store.path.parent, link, gate, (roots, roots_text), PassClass.GATE, now_s)
    return roots


def lay_setup(folder: Path, link: HubLink, gate: int, known: tuple[RootSet, str], kind: PassClass, now_s: int) -> Path:
    """Fetch trust list and descriptor, and lay them down with the roots that vouch for them; the descriptor's file.

    ``known`` are the roots and their text. Nothing is laid down before all of it fits. Raises InputError.
    """
    roots, roots_text = known
    trust, poster = (_fetch(link, path, most) for path, most in (
        (f"{ROOT}/trust", TRUST_MAX), (f"{ROOT}/gate/{gate}/descriptor", DESCRIPTOR_MAX)))
    try:
        found = read_descriptor(read_text(poster), read_trust_list(trust, roots.keys, None, now_s), now_s)
    except PassError as error:
        raise InputError(f"what the hub serves does not fit together ({error.reason})", field="--hub",
                         fix="tell the hub's keeper; the gate has taken nothing over") from error
    if found.gate != gate:
        raise InputError(f"the hub served the descriptor of gate {found.gate}", field="--gate")
    if found.kind is not kind:
        raise InputError(f"gate {gate} is a {NOUNS[found.kind]}", field="--gate", fix=f"name a {NOUNS[kind]}")
    setup = folder / SETUP_FOLDER
    setup.mkdir(mode=0o700, exist_ok=True)
    for name, data in ((ROOTS_FILE, roots_text.encode()), (TRUST_FILE, trust), (DESCRIPTOR_FILE, poster)):
        _place(setup / name, data)
    return setup / DESCRIPTOR_FILE


def find_first(folder: Path, link: HubLink | None, gate: int | None, roots: Path | None, kind: PassClass,
               now_s: int) -> Path | None:
    """The descriptor that a setup has left in the folder; where there is none, one fetched under roots that were
    carried here; None where neither was asked for. What the hub calls its roots is not looked at. Raises InputError."""
    laid = find_setup(folder)
    if laid is not None or roots is None:
        return laid
    if link is None or gate is None:
        raise InputError("the roots alone say nothing", field="--roots", fix="name --hub and --gate too")
    known = read_root_file(roots)
    return lay_setup(folder, link, gate, (known, write_root_set(known)), kind, now_s)


def _bind(folder: GateFolder, link: HubLink, gate: int, code: str, now_s: int) -> str:
    body = {"code": code, "key": base64.b64encode(folder.key.public).decode()}
    try:
        _status, answer = link.post(f"/guard/{gate}/enrol/", NEW_DOOR, now_s, body)
    except HubRefused as refused:
        said = str(refused.body.get("what", "")) or str(refused)
        raise InputError(f"the code was not taken ({said})", field="--code",
                         fix="ask the compound's desk for a fresh one") from refused
    except HubGone as gone:
        raise InputError(f"the hub cannot be reached ({gone})", field="--hub") from gone
    roots: Any = answer.get("roots") if isinstance(answer, Mapping) else None
    if not isinstance(roots, Mapping):
        raise InputError("the hub holds no keys of passes yet", field="--hub", fix="hold the key ceremony first")
    return json.dumps(roots, ensure_ascii=False, indent=1) + "\n"


def _fetch(link: HubLink, path: str, most: int) -> bytes:
    try:
        found = link.fetch(path, None, most)
    except (HubGone, HubRefused) as error:
        raise InputError(f"{path} cannot be fetched ({error})", field="--hub") from error
    assert found is not None
    return found.data


def _place(path: Path, data: bytes) -> None:
    fresh = path.with_name(f".{path.name}.fresh")
    with fresh.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
