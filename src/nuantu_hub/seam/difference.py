"""What differs between two agreements, clause by clause and provision by provision, as plain data."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from nuantu.agreement.agreement import Agreement
from nuantu.agreement.amend import CHANGES, Amendment, compare
from nuantu.agreement.clause import CHAPTERS_EN, CHAPTERS_ZH
from nuantu.agreement.reader import read_agreement
from nuantu.core.errors import AgreementError, InputError
from nuantu_hub.seam.errors import RunError


def list_agreements(folders: Sequence[Path]) -> dict[str, Path]:
    """Agreement files below the folders by agreement id; of one id the first is taken."""
    found: dict[str, Path] = {}
    for folder in folders:
        for file in sorted(folder.glob("*/agreement.yaml")):
            found.setdefault(_read(file, file.stat().st_mtime_ns).id, file)
    return found


def name_agreement(file: Path) -> list[str]:
    """Its title in Chinese and in English."""
    agreement = _read(file, file.stat().st_mtime_ns)
    return [agreement.title_zh, agreement.title_en]


def is_assumption(file: Path) -> bool:
    """Whether the file is figures that somebody assumed, which nobody agreed."""
    return _read(file, file.stat().st_mtime_ns).layer == "assumption"


def compare_agreements(old: Path, new: Path) -> dict[str, Any]:
    """The difference as seen from the worker's side: counts by sort of change, clauses, provisions, both titles."""
    first, second = _read(old, old.stat().st_mtime_ns), _read(new, new.stat().st_mtime_ns)
    amendment = compare(first, second)
    return {
        "old": _name(first), "new": _name(second), "counts": {change: amendment.count(change) for change in CHANGES},
        "clauses": _list_clauses(amendment),
        "provisions": [{"change": one.change, "id": one.id, "before": list(one.before), "after": list(one.after),
                        "pending": one.pending} for one in amendment.provisions],
    }


def _list_clauses(amendment: Amendment) -> list[dict[str, Any]]:
    return [{"change": one.change, "type": one.type.id,
             "title": [one.type.zh, one.type.en[:1].upper() + one.type.en[1:]],
             "chapter_words": [CHAPTERS_ZH[one.type.chapter], CHAPTERS_EN[one.type.chapter]],
             "old": one.old_id, "new": one.new_id,
             "steps": [{"label": [step.zh, step.en], "before": list(step.before), "after": list(step.after),
                        "change": step.change} for step in one.steps]}
            for one in amendment.clauses]


def _name(agreement: Agreement) -> dict[str, Any]:
    return {"id": agreement.id, "title": [agreement.title_zh, agreement.title_en],
            "clauses": len(agreement.clauses), "provisions": len(agreement.provisions)}


@lru_cache(maxsize=64)
def _read(file: Path, stamp: int) -> Agreement:
    del stamp
    try:
        return read_agreement(file)
    except (AgreementError, InputError) as error:
        raise RunError(error.what, fix=error.fix or "write the agreement again", where=file.parent.name) from error
