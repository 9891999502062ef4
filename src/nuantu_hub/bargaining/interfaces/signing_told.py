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
#: A clause of the agreement before that is not in the text because nobody put it on the table.
UNTABLED = "untabled"


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
    """What changed against the agreement that the talk started from; None where it started from none.

    A clause that is gone was ``dropped`` only where it was a topic of the talk; the others are ``untabled``.
    """
    base = agreement.talk.base
    old = Path(settings.DATA.root) / FOLDER / base / FILE
    new = find_file(agreement.text.agreement_id)
    if not base or Path(base).name != base or not old.is_file() or not new.is_file() or old == new:
        return None
    try:
        return set_untabled_apart(compare_agreements(old, new), agreement.talk)
    except RunError:  # the page says by itself what was altered; without both files nothing can be compared
        return None


def set_untabled_apart(difference: Mapping[str, Any], talk: Talk) -> dict[str, Any]:
    """The difference with what no topic took out set apart from what was dropped, one by one and in the counts."""
    tabled = set(talk.topics.values_list("clause_id", flat=True))
    clauses = [{**one, "change": UNTABLED} if one["change"] == "dropped" and one["old"] not in tabled else one
               for one in difference["clauses"]]
    apart = sum(one["change"] == UNTABLED for one in clauses)
    counts = {**difference["counts"], "dropped": difference["counts"]["dropped"] - apart}
    return {**difference, "clauses": clauses, "counts": counts}


def list_changed(difference: Mapping[str, Any] | None) -> list[Mapping[str, Any]]:
    """The clauses that talks changed: those that stayed and those that nobody put on the table are left out."""
    return [] if difference is None else [one for one in difference["clauses"]
                                          if one["change"] not in ("kept", UNTABLED)]


def list_untabled(difference: Mapping[str, Any] | None) -> list[tuple[Any, list[Mapping[str, Any]]]]:
    """The clauses of the agreement before that nobody put on the table, by chapter in the order of that agreement."""
    chapters: dict[str, tuple[Any, list[Mapping[str, Any]]]] = {}
    for one in [] if difference is None else difference["clauses"]:
        if one["change"] == UNTABLED:
            chapters.setdefault(one["chapter_words"][0], (one["chapter_words"], []))[1].append(one)
    return list(chapters.values())


def count_changes(difference: Mapping[str, Any] | None) -> list[tuple[str, int]]:
    """How many clauses changed, by sort of change; those with none are left out."""
    return [] if difference is None else [(one, difference["counts"][one]) for one in CHANGES
                                          if difference["counts"][one]]


def count_untabled(difference: Mapping[str, Any] | None) -> int:
    """How many clauses of the agreement before nobody put on the table."""
    return 0 if difference is None else sum(one["change"] == UNTABLED for one in difference["clauses"])
