"""Forms of a talk."""

from __future__ import annotations

import shutil
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from nuantu_hub.bargaining.interfaces.talk_forms import AfterwardsForm, PlanFields, ReplyForm, SeatForm, list_bases
from nuantu_hub.bargaining.models import Talk

SHIPPED = Path(__file__).parents[4] / "agreements"


@dataclass(frozen=True)
class Folder:
    """A data folder."""

    root: Path


def test_the_agreements_of_the_data_folder_can_be_started_from(tmp_path: Path, settings: Any) -> None:
    settings.DATA = Folder(tmp_path)
    assert list_bases() == {}
    for name in ("platform-2025", "demo-assumption"):
        shutil.copytree(SHIPPED / name, tmp_path / "agreements" / name)
    (tmp_path / "agreements" / "torn").mkdir()
    (tmp_path / "agreements" / "torn" / "agreement.yaml").write_text("id: [", encoding="utf-8")
    assert list(list_bases()) == ["platform-2025"]


def test_a_plan_needs_a_platform_a_procedure_and_the_words() -> None:
    told = {"token": str(uuid.uuid4()), "platform": "云送外卖", "procedure": "sector_contract", "words": "请协商",
            "at": "2026-11-01T10:00"}
    assert PlanFields(told).is_valid()
    for name in ("platform", "procedure", "words", "at"):
        assert name in PlanFields(told | {name: ""}).errors


@pytest.mark.parametrize(("accepted", "taken"), [("yes", True), ("no", False)])
def test_a_reply_is_yes_or_no(accepted: str, taken: bool) -> None:
    form = ReplyForm({"accepted": accepted, "words": "好", "at": "2026-11-01T10:00"})
    assert form.is_valid()
    assert form.cleaned_data["accepted"] is taken
    assert not ReplyForm({"accepted": "perhaps", "words": "好", "at": "2026-11-01T10:00"}).is_valid()


def test_only_sides_of_the_talk_can_be_chosen() -> None:
    def sides(partners: str) -> list[str]:
        return [value for value, _label in SeatForm(talk=Talk(partners=partners)).fields["side"].choices]

    assert sides("") == ["workers", "platform", "neutral"]
    assert sides("甲配送公司") == ["workers", "platform", "partners", "neutral"]


def test_no_reply_is_entered_among_what_follows_the_signing() -> None:
    told = {"token": str(uuid.uuid4()), "words": "一", "at": "2026-11-01T10:00"}
    assert AfterwardsForm(told | {"kind": "filed"}).is_valid()
    assert not AfterwardsForm(told | {"kind": "reply"}).is_valid()
