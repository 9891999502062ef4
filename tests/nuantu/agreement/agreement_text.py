"""Agreement files for tests: the least that is well formed, with clauses put in as a test needs them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from nuantu.agreement.catalogue import CATALOGUE
from nuantu.agreement.clause import Clause
from nuantu.agreement.clauses import CLAUSE_TYPES
from nuantu.agreement.reader import read_agreement

ROOT = Path(__file__).parents[3]
SHIPPED = ROOT / "agreements"
#: A type of the catalogue that is not built.
UNBUILT = next(name for name in CATALOGUE if name not in CLAUSE_TYPES)


def make_data(agreement_id: str = "test", layer: str = "platform", clauses: Sequence[Mapping[str, Any]] = (),
              **head: Any) -> dict[str, Any]:
    """The content of an agreement file; a provision is written for each clause that names none."""
    provisions = list(head.pop("provisions", ()))
    written = []
    for number, clause in enumerate(clauses, start=1):
        one = {"id": f"{agreement_id}-{number}", **clause}
        if "provision" not in one:
            one["provision"] = f"p{number}"
            provisions.append(make_provision(f"p{number}", [one["type"]]))
        written.append(one)
    both = {"zh": "测试", "en": "test"}
    return {
        "format": "nuantu-agreement/1", "id": agreement_id, "layer": layer, "title": both, "wording": "ours",
        "source": "a test", "procedure": "none", "parties": {"platform": both}, "scope": both, "currency": "CNY",
        "effective": {"from": "2025-01-01"}, "provisions": provisions, "clauses": written, **head,
    }


def make_provision(provision_id: str, types: Sequence[str], **more: Any) -> dict[str, Any]:
    """One provision in both languages."""
    chapter = CATALOGUE[types[0]][1] if types and types[0] in CATALOGUE else "GOV"
    return {"id": provision_id, "chapter": chapter, "kind": "rule", "strength": "must", "obligor": "platform",
            "zh": "一句话", "en": "a sentence", "types": list(types), **more}


def write_text(folder: Path, text: str | bytes) -> Path:
    """A file of exactly this content."""
    file = folder / "agreement.yaml"
    folder.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def write_agreement(folder: Path, agreement_id: str = "test", layer: str = "platform",
                    clauses: Sequence[Mapping[str, Any]] = (), **head: Any) -> Path:
    """Write such a file (JSON is YAML too) into a folder of its own and return the folder."""
    data = make_data(agreement_id, layer, clauses, **head)
    return write_text(folder / agreement_id, json.dumps(data, ensure_ascii=False, indent=1)).parent


def read_params(folder: Path, type_name: str, **params: Any) -> dict[str, Any]:
    """Canonical parameters of one clause written with these values; only what is stated."""
    agreement = read_agreement(write_agreement(folder, clauses=[{"type": type_name, "params": params}]))
    return {name: figure.literal for name, figure in agreement.clauses[0].figures.items()}


def find_clause(clauses: Sequence[Clause], type_name: str) -> Clause:
    """The only clause of the type."""
    [clause] = [clause for clause in clauses if clause.type.name == type_name]
    return clause


DAY = date(2026, 6, 1)
