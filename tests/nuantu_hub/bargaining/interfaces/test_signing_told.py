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
    group_digest,
    list_commands,
    list_parties,
)
from nuantu_hub.bargaining.models import PartySignature, SignedAgreement
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
