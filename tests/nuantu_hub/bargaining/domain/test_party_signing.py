"""Taking in signatures: each refusal in one sentence, the same signature once, two at one moment."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest
from tests.nuantu_hub.bargaining.scene import Table
from tests.nuantu_hub.bargaining.signing_scene import AT_S, TEXT, export, freeze
from tests.nuantu_hub.racing import RACE, race

from nuantu_hub.bargaining.domain.party_signing import (
    find_signed,
    holds,
    list_sides_taken_by,
    list_signing_sides,
    take_signature,
)
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models import PartySignature

pytestmark = pytest.mark.django_db


def test_a_signature_is_taken_once_and_holds(table: Table) -> None:
    text = freeze(table)
    made = [take_signature(by=table.workers[0], text=text, told=export("workers")) for _time in range(2)]
    assert made[0] == made[1]
    assert holds(made[0])
    assert find_signed(made[0]).digest == text.digest
    assert (made[0].name, made[0].office) == ("周建平", "首席代表")
    assert list_signing_sides(table.talk) == ("workers", "platform", "partners")


@pytest.mark.parametrize(("told", "said"), [
    (export("workers", TEXT.replace(b"5000 CNY", b"5000.01 CNY", 1)), "签的不是这份文本"),
    (export("workers", TEXT.replace(b"id: platform-2025", b"id: platform-2026", 1)), "签的是另一份协议"),
    (export("platform"), "这是平台方的签名，要由那一方交"),
    (export("workers", at_s=AT_S + 86_400), "签署时间还没有到"),
    (export("workers").replace("周建平", "周建国"), "签名验不过"),
    ("{}", "不是完整的签名文件"), ("不是JSON", "不是完整的签名文件"), ("x" * 16_385, "文件太大"),
    (json.dumps(json.loads(export("workers")) | {"side": "rider"}), "不是完整的签名文件"),
])
def test_what_does_not_hold_is_refused(table: Table, told: str, said: str) -> None:
    text = freeze(table)
    with pytest.raises(TalkRefused, match=said):
        take_signature(by=table.workers[0], text=text, told=told)
    assert not PartySignature.objects.exists()


def test_one_key_signs_for_one_side_and_a_side_signs_once(table: Table) -> None:
    text = freeze(table)
    take_signature(by=table.workers[0], text=text, told=export("workers"))
    with pytest.raises(TalkRefused, match="这把密钥已经替劳动者方签过"):
        take_signature(by=table.platform[0], text=text, told=export("platform", key="workers"))
    with pytest.raises(TalkRefused, match="劳动者方已经签过"):
        take_signature(by=table.workers[1], text=text, told=export("workers", at_s=AT_S - 60))


def test_the_recorder_hands_in_only_for_a_side_that_has_nobody_at_the_table(table: Table) -> None:
    freeze(table)
    assert list_sides_taken_by(table.recorder, table.talk) == ["partners"]
    assert list_sides_taken_by(table.observer, table.talk) == []
    assert list_sides_taken_by(table.officer, table.talk) == []
    assert list_sides_taken_by(table.platform[1], table.talk) == ["platform"]


@RACE
def test_the_same_signature_from_two_at_once_stands_once(table: Table, tmp_path: Path,
                                                         monkeypatch: pytest.MonkeyPatch) -> None:
    text, told = freeze(table), export("workers")
    deeds = [partial(take_signature, by=by, text=text, told=told) for by in table.workers[:2]]
    said, count = race(deeds, PartySignature.objects.count, tmp_path, monkeypatch)
    assert count == 1
    assert any(isinstance(one, PartySignature) for one in said)
