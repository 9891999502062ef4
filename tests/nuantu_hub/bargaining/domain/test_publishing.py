"""From the frozen text to what is in force: signed with real keys, published, read, refused if altered."""

from __future__ import annotations

import uuid
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tests.nuantu_hub.bargaining.scene import Table
from tests.nuantu_hub.bargaining.signing_scene import (
    TEXT,
    freeze,
    ratify,
    render,
    seat_partner,
    settle_topics,
    sign_all,
)
from tests.nuantu_hub.racing import RACE, race

from nuantu.agreement.reader import read_agreement
from nuantu_hub.bargaining.domain.freezing import freeze_text
from nuantu_hub.bargaining.domain.publishing import find_file, publish_text
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models import FrozenText, PartySignature, SignedAgreement, Talk
from nuantu_hub.site.data_folder import DataFolder

pytestmark = pytest.mark.django_db


@pytest.fixture
def data(tmp_path: Path, settings: Any) -> Path:
    """A data folder of the test's own."""
    settings.DATA = DataFolder(tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def ready(table: Table, data: Path) -> FrozenText:
    """A text that three parties signed and that was ratified."""
    del data
    partner, text = seat_partner(table), freeze(table)
    sign_all(table, text, partner)
    ratify(table, text)
    return text


def alter(text: FrozenText, old: bytes, new: bytes) -> None:
    """Change the stored bytes behind everybody's back."""
    assert old in text.data
    FrozenText.objects.filter(pk=text.pk).update(body=text.data.replace(old, new, 1))


def test_three_signatures_put_the_text_in_force_from_its_day(table: Table, ready: FrozenText) -> None:
    made = publish_text(by=table.officer, text=ready)
    table.talk.refresh_from_db()
    assert table.talk.state == Talk.State.SIGNED
    file = find_file("platform-2025")
    read = read_agreement(file.parent)
    assert [one.side for one in read.signatures] == ["workers", "platform", "partners"]
    assert file.read_bytes().startswith(TEXT)
    assert made.effective_on == read.effective_from
    assert publish_text(by=table.officer, text=ready) == made
    assert not list(file.parent.glob(".*"))


def test_what_is_missing_is_named(table: Table, data: Path) -> None:
    text = freeze(table)
    with pytest.raises(TalkRefused, match="劳动者方还没有签；平台方还没有签；合作商方还没有签；还没有通过"):
        publish_text(by=table.officer, text=text)
    assert not find_file("platform-2025").exists()


@pytest.mark.parametrize(("old", "new", "named"), [
    ("骑手".encode(), "骑士".encode(), "所存的文本和定稿时不一样"),
    (b"from: 2025-09-17", b"from: 2025-09-18", "协议抬头")])
def test_one_character_altered_before_publishing_is_refused_by_name(
        table: Table, ready: FrozenText, old: bytes, new: bytes, named: str) -> None:
    alter(ready, old, new)
    with pytest.raises(TalkRefused, match=named):
        publish_text(by=table.officer, text=ready)
    assert not find_file("platform-2025").exists()


def test_an_altered_signature_is_refused_by_side(table: Table, ready: FrozenText) -> None:
    PartySignature.objects.filter(text=ready, side="platform").update(name="沈兰")
    with pytest.raises(TalkRefused, match="平台方的签名验不过"):
        publish_text(by=table.officer, text=ready)


def test_another_text_of_the_same_id_is_never_written_over(table: Table, ready: FrozenText) -> None:
    file = find_file("platform-2025")
    file.parent.mkdir(parents=True)
    file.write_bytes(TEXT)
    with pytest.raises(TalkRefused, match="已经有另一份"):
        publish_text(by=table.officer, text=ready)
    assert file.read_bytes() == TEXT


@RACE
def test_two_who_publish_at_once_publish_once(table: Table, ready: FrozenText, tmp_path: Path,
                                              monkeypatch: pytest.MonkeyPatch) -> None:
    deeds = [partial(publish_text, by=table.officer, text=ready)] * 2
    said, count = race(deeds, SignedAgreement.objects.count, tmp_path, monkeypatch)
    assert count == 1
    assert any(isinstance(one, SignedAgreement) for one in said)


@RACE
def test_two_who_freeze_at_once_leave_one_text(table: Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settle_topics(table)
    deeds = [partial(freeze_text, by=table.officer, talk=table.talk, render=render, token=uuid.uuid4())
             for _number in range(2)]
    said, count = race(deeds, FrozenText.objects.count, tmp_path, monkeypatch)
    assert count == 1, said
