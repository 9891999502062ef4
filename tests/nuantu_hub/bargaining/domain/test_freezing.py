"""Freezing: only what is settled, only what is an agreement; never changed afterwards, void by both sides."""

from __future__ import annotations

import uuid

import pytest
from tests.nuantu_hub.bargaining.scene import Table
from tests.nuantu_hub.bargaining.signing_scene import TEXT, freeze, render, settle_topics

from nuantu_hub.bargaining.domain.freezing import find_standing, freeze_text, name_alteration, void_text
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models import FrozenText, Topic

pytestmark = pytest.mark.django_db


def test_a_frozen_text_is_the_bytes_with_their_digest(table: Table) -> None:
    text = freeze(table)
    assert text.data == TEXT
    assert (len(text.digest), text.number, table.talk.state) == (64, 1, "frozen")
    assert name_alteration(text, text.data) == ""
    assert freeze_text(by=table.officer, talk=table.talk, render=render, token=text.token) == text


@pytest.mark.parametrize(("change", "said"), [
    ({"state": "offered"}, "还有 1 个议题没有谈完：夜间补贴"), ({"state": "withdrawn"}, "没有写为什么不谈：夜间补贴"),
    ({"state": "parked", "state_why": "明年"}, "还没有一个议题谈成")])
def test_what_is_not_settled_is_named(table: Table, change: dict[str, str], said: str) -> None:
    settle_topics(table)
    Topic.objects.filter(talk=table.talk, number=1).update(**change)
    with pytest.raises(TalkRefused, match=said):
        freeze_text(by=table.officer, talk=table.talk, render=render, token=uuid.uuid4())


@pytest.mark.parametrize("data", [b"", b"id: [", TEXT.replace(b"effective: {from: 2025-09-17}", b""),
                                  TEXT.replace(b"format: nuantu-agreement/1", b"format: other")])
def test_what_is_no_whole_agreement_is_not_frozen(table: Table, data: bytes) -> None:
    settle_topics(table)
    with pytest.raises(TalkRefused):
        freeze_text(by=table.officer, talk=table.talk, render=lambda _talk: data, token=uuid.uuid4())
    table.talk.refresh_from_db()
    assert (table.talk.state, FrozenText.objects.count()) == ("talking", 0)


def test_what_was_altered_is_named(table: Table) -> None:
    text = freeze(table)
    assert name_alteration(text, TEXT.replace(b"5000 CNY", b"5000.01 CNY", 1)).startswith("条款 ")
    assert name_alteration(text, TEXT.replace(b"from: 2025-09-17", b"from: 2025-09-18", 1)).startswith("协议抬头")
    assert name_alteration(text, b"id: [") == "整份文件"
    FrozenText.objects.filter(pk=text.pk).update(digest="0" * 64)
    text.refresh_from_db()
    assert name_alteration(text, text.data) == "登记的摘要"


def test_it_is_void_once_both_chiefs_say_so_and_the_next_has_the_next_number(table: Table) -> None:
    text = freeze(table)
    with pytest.raises(TalkRefused, match="只有首席代表能办"):
        void_text(by=table.workers[1], text=text, why="错字")
    void_text(by=table.workers[0], text=text, why="错字")
    with pytest.raises(TalkRefused, match="你这一方已经同意作废"):
        void_text(by=table.workers[0], text=text, why="错字")
    assert void_text(by=table.platform[0], text=text, why="").state == "void"
    assert find_standing(table.talk) is None
    again = freeze_text(by=table.officer, talk=table.talk, render=render, token=uuid.uuid4())
    assert (again.number, again.digest) == (2, text.digest)
