"""What pages show of a text: sides with signatures that hold or do not, digest, commands, what changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.nuantu_hub.bargaining.scene import TALKING, Table
from tests.nuantu_hub.bargaining.signing_scene import ROOT, TEXT, export, freeze

from nuantu_hub.bargaining.domain.party_signing import take_signature
from nuantu_hub.bargaining.domain.publishing import place_file
from nuantu_hub.bargaining.interfaces.signing_told import (
    compare_with_base,
    count_changes,
    count_untabled,
    group_digest,
    list_changed,
    list_commands,
    list_parties,
    list_untabled,
    set_untabled_apart,
)
from nuantu_hub.bargaining.models import PartySignature, SignedAgreement, Topic
from nuantu_hub.site.data_folder import DataFolder

pytestmark = pytest.mark.django_db


def test_a_signature_is_verified_as_it_is_stored_now(table: Table) -> None:
    text = freeze(table)
    take_signature(by=table.workers[0], text=text, told=export("workers"))
    assert [(one.side, one.row is not None, one.holds) for one in list_parties(table.talk, text)] == [
        ("workers", True, True), ("platform", False, False), ("partners", False, False)]
    PartySignature.objects.update(name="周建国")
    assert [one.holds for one in list_parties(table.talk, text)] == [False, False, False]


def test_a_digest_is_read_in_fours_and_each_side_has_its_commands(table: Table) -> None:
    assert (group_digest("0123456789"), group_digest("")) == ("0123 4567 89", "")
    commands = list_commands(freeze(table), ["workers"])
    assert commands[1].startswith("nuantu agreement sign platform-2025.yaml --key workers.key --side workers")


@pytest.mark.parametrize("base", ["", "platform-2024", "../agreements/platform-2024", "nowhere", "platform-2025"])
def test_only_another_agreement_of_the_folder_is_compared_with(table: Table, tmp_path: Path, settings: Any,
                                                               base: str) -> None:
    settings.DATA = DataFolder(tmp_path)
    place_file("platform-2024", (ROOT / "agreements" / "platform-2024" / "agreement.yaml").read_bytes())
    place_file("platform-2025", TEXT)
    text = freeze(table)
    text.talk.base = base
    made = SignedAgreement(text=text, signed=TEXT, published_at=TALKING)
    told = compare_with_base(made)
    assert (told is not None) == (base == "platform-2024")
    assert bool(count_changes(told)) == (base == "platform-2024")
    place = tmp_path / "agreements" / "platform-2025" / "agreement.yaml"
    place.write_bytes(b"id: [")
    assert compare_with_base(made) is None


def clause(change: str, old: str | None, chapter: str = "报酬") -> dict[str, Any]:
    """One clause of a difference."""
    return {"change": change, "type": "P01", "title": ["甲", "A"], "chapter_words": [chapter, chapter], "old": old,
            "new": None if change == "dropped" else old, "steps": []}


@pytest.mark.parametrize("state", [Topic.State.WITHDRAWN, Topic.State.PARKED])
def test_only_what_a_topic_took_out_was_dropped(table: Table, state: str) -> None:
    Topic.objects.create(talk=table.talk, number=1, chapter="PAY", title="甲", clause_id="TAKEN-OUT", state=state,
                         state_why="并到别处", clause_type="special_weather_subsidy", raised_by=table.officer,
                         raised_at=TALKING)
    clauses = [clause("dropped", "TAKEN-OUT"), clause("dropped", "A"), clause("dropped", "B", "休息"),
               clause("raised", "C"), clause("kept", "D")]
    told = set_untabled_apart({"clauses": clauses, "counts": {
        "dropped": 3, "raised": 1, "kept": 1, "new": 0, "lowered": 0, "mixed": 0, "changed": 0}}, table.talk)
    assert count_changes(told) == [("raised", 1), ("kept", 1), ("dropped", 1)]
    assert [one["old"] for one in list_changed(told)] == ["TAKEN-OUT", "C"]
    assert [(words[0], [one["old"] for one in rows]) for words, rows in list_untabled(told)] == [
        ("报酬", ["A"]), ("休息", ["B"])]
    assert (count_untabled(told), count_untabled(None), list_untabled(None), list_changed(None)) == (2, 0, [], [])
