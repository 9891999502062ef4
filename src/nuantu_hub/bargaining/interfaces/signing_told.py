"""A frozen or signed text as pages show it: digest in groups, each side's signature, commands to sign with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from nuantu_hub.bargaining.domain.party_signing import holds, list_signing_sides
from nuantu_hub.bargaining.domain.publishing import FILE, FOLDER, find_file
from nuantu_hub.bargaining.interfaces.talk_table import LOOKS
from nuantu_hub.bargaining.models import Delegate, FrozenText, PartySignature, SignedAgreement, Talk
from nuantu_hub.seam.difference import compare_agreements
from nuantu_hub.seam.errors import RunError

GROUP = 4
#: Changes against the agreement before, in the order in which they are counted.
CHANGES = ("new", "raised", "lowered", "mixed", "changed", "kept", "dropped")


@dataclass(frozen=True, slots=True)
class Party:
    """A side that signs: its name, its enterprise or union, its colour, its signature and whether that holds."""

    side: str
    name: Any
    body: str
    look: str
    row: PartySignature | None
    holds: bool


def list_parties(talk: Talk, text: FrozenText) -> list[Party]:
    """The sides that sign, the workers' left; every stored signature is verified now, under the stored text."""
    rows = {one.side: one for one in text.signatures.select_related("text")}
    bodies = {"workers": talk.unit.name, "platform": talk.platform, "partners": talk.partners}
    return [Party(side, Delegate.Side(side).label, bodies[side], LOOKS[side], rows.get(side),
                  side in rows and holds(rows[side])) for side in list_signing_sides(talk)]


def group_digest(digest: str) -> str:
    """A digest in groups of four signs, as it is read out."""
    return " ".join(digest[start:start + GROUP] for start in range(0, len(digest), GROUP))


def list_commands(text: FrozenText, sides: list[str]) -> list[str]:
    """The commands by which a signer draws a key and signs the downloaded text away from the hub."""
    found = []
    for side in sides:
        found += [f"nuantu keys signer new {side}.key --name NAME --office OFFICE",
                  (f"nuantu agreement sign {text.agreement_id}.yaml --key {side}.key --side {side} "
                   f"--signature-only {side}.json")]
    return found


def compare_with_base(agreement: SignedAgreement) -> Mapping[str, Any] | None:
    """What changed against the agreement that the talk started from; None where it started from none."""
    base = agreement.talk.base
    old = Path(settings.DATA.root) / FOLDER / base / FILE
    new = find_file(agreement.text.agreement_id)
    if not base or Path(base).name != base or not old.is_file() or not new.is_file() or old == new:
        return None
    try:
        return compare_agreements(old, new)
    except RunError:  # the page says by itself what was altered; without both files nothing can be compared
        return None


def count_changes(difference: Mapping[str, Any] | None) -> list[tuple[str, int]]:
    """How many clauses changed, by sort of change; those with none are left out."""
    return [] if difference is None else [(one, difference["counts"][one]) for one in CHANGES
                                          if difference["counts"][one]]
