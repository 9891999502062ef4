"""The agreement that a talk starts from: its clauses' terms as they are written, and the layers that complete it.

Read as text alone: the process that serves pages needs the words, not the engine's whole reading of them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from nuantu_hub.seam.errors import RunError

if TYPE_CHECKING:
    from nuantu_hub.seam.drafting import DraftClause

FILE = "agreement.yaml"
#: Layers that hold whatever the agreement is.
GENERAL = ("statute", "standard")


@dataclass(frozen=True, slots=True)
class Base:
    """An agreement with its layers: folders in the order in which a command names them, clauses' terms, a digest."""

    folder: Path
    layers: tuple[Path, ...]
    terms: Mapping[str, Mapping[str, Any]]
    sha256: str


def read_base(agreements: Path, name: str) -> Base:
    """The agreement ``name`` of a folder of agreements, with the layers that complete it.

    These are every assumption there that supplies its open figures, and the standards and laws that the same assumption
    completes. Raises RunError where the agreement is not there or is no agreement's text.
    """
    if not name or Path(name).name != name or name.startswith("."):
        raise RunError("the talk names no agreement to start from", fix="name one of the hub's agreements in the talk")
    told = _load(agreements / name / FILE, name)
    layers = _find_layers(agreements, name, told)
    digest = hashlib.sha256()
    for folder in (agreements / name, *layers):
        digest.update(folder.name.encode() + b"\0" + (folder / FILE).read_bytes() + b"\0")
    terms = {str(one["id"]): dict(one.get("params") or {}) for folder in (agreements / name, *layers)
             for one in _load(folder / FILE, folder.name).get("clauses") or [] if isinstance(one, dict) and "id" in one}
    return Base(agreements / name, layers, terms, digest.hexdigest())


def _load(path: Path, name: str) -> dict[str, Any]:
    try:
        told = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 (text only, no objects)
    except FileNotFoundError as error:
        raise RunError(f"the hub has no agreement {name!r}",
                       fix="put its folder into the agreements of the data folder") from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise RunError("the agreement cannot be read", fix="put the file back from its source", where=name) from error
    if not isinstance(told, dict):
        raise RunError("the agreement is no mapping", fix="put the file back from its source", where=name)
    return told


def _find_layers(agreements: Path, name: str, own: Mapping[str, Any]) -> tuple[Path, ...]:
    """Folders of the assumptions that supply the agreement, after those of the general layers that they complete; a
    law that counts in another currency is another country's."""
    told = {file.parent: _load(file, file.parent.name) for file in sorted(agreements.glob(f"*/{FILE}"))
            if file.parent.name != name}
    assumed = [folder for folder, one in told.items() if one.get("layer") == "assumption"
               and own.get("id", name) in (one.get("supplies") or {})]
    completed = {key for folder in assumed for key in told[folder]["supplies"]}
    general = [folder for folder, one in told.items() if one.get("layer") in GENERAL
               and one.get("id") in completed and one.get("currency") == own.get("currency")]
    return (*general, *assumed)


def list_changes(base: Base, clause: DraftClause) -> list[str]:
    """What an offered clause states otherwise than the base, as ``whatif --set`` takes it: ``P07.amount=1.50CNY``.

    A clause that the base lacks is added whole: ``NEW-1=special_weather_subsidy{...}``. Lists and mappings are written
    as JSON, which the engine reads as it reads an agreement file. Raises RunError for a new clause that is no binding
    one of the platform: whatever else is new has no effect on a day that could be told.
    """
    if clause.id not in base.terms:
        if (clause.strength, clause.obligor) != ("must", "platform"):
            raise RunError(f"{base.folder.name} has no clause {clause.id}, and this one binds nobody whom days show",
                           fix="try what the platform must keep")
        return [f"{clause.id}={clause.type}{json.dumps(dict(clause.params), ensure_ascii=False)}"]
    changes = []
    for name, value in clause.params.items():
        if _canonical(value) == _canonical(base.terms[clause.id].get(name)):
            continue
        written = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else json.dumps(
            value, ensure_ascii=False)
        changes.append(f"{clause.id}.{name}={written}")
    return sorted(changes)


def _canonical(value: Any) -> str:
    """One text for what means the same: ``15 km/h`` and ``15km/h``, ``yes`` and True."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int):
        return {"yes": "true", "no": "false"}.get(str(value), "".join(str(value).split()))
    return json.dumps(value, sort_keys=True, default=str)
