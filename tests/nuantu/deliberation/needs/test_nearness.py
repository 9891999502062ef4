"""What is nearly the same is found while somebody types, mistyped or in the other script."""

from __future__ import annotations

import pytest
from tests.nuantu.deliberation.needs.test_model import MODEL

from nuantu.deliberation.needs.nearness import Near, NearIndex

TEXTS = [("a", "换电柜里老是没电池"), ("b", "写字楼保安不让进"), ("c", "小区没有厕所"), ("d", "换电柜坏了没人修")]


@pytest.mark.parametrize("typed", ["换电柜没电池", "換電櫃沒電池", "患电柜美电池", "换电柜 没电池！！😭"])
def test_the_nearest_comes_first_however_it_is_typed(typed: str) -> None:
    assert [near.key for near in NearIndex(TEXTS).find(typed, 1)] == ["a"]


def test_what_is_not_near_is_not_shown() -> None:
    assert NearIndex(TEXTS).find("导航把我带到河里", 5) == []
    assert NearIndex(TEXTS).find("", 5) == []
    assert NearIndex().find("没电池", 5) == []


def test_the_same_text_is_wholly_the_same_and_comes_by_key() -> None:
    index = NearIndex([*TEXTS, ("e", "小区没有厕所")])
    assert index.find("小区没有厕所", 5) == [Near(1.0, "c"), Near(1.0, "e")]


def test_the_index_grows_changes_and_forgets() -> None:
    index = NearIndex(TEXTS)
    index.add("c", "公园没有灯")
    index.remove("a")
    index.remove("nobody")
    assert len(index) == 3
    assert index.find("小区没有厕所", 5, 0.5) == []
    assert [near.key for near in index.find("公园没有灯", 5)] == ["c"]


def test_a_model_finds_other_words_for_the_same() -> None:
    texts = [("a", "医院没电梯"), ("b", "小区没有厕所")]
    assert NearIndex(texts).find("诊所爬楼", 5) == []
    assert [near.key for near in NearIndex(texts, MODEL).find("诊所爬楼", 5)] == ["a"]
