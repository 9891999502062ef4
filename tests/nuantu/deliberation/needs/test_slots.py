"""Phrases are places, talk or neither; a clause falls apart into them."""

from __future__ import annotations

import numpy as np

from nuantu.deliberation.needs.slots import KINDS, LEAST_WEIGHT, PhraseKinds, judge_kinds, load_anchors, take_apart


def test_places_and_talk_that_nobody_named_are_told_apart() -> None:
    """None of these words is an anchor."""
    words = ["医院", "写字楼", "菜市场", "感谢领导", "麻烦您了", "没有热水", "导航不准"]
    anchors = load_anchors()
    assert not set(words) & {phrase for kind in KINDS for phrase in anchors[kind]}
    assert [KINDS[kind] for kind in np.argmax(judge_kinds(words), axis=1)] == [
        "place", "place", "place", "talk", "talk", "other", "other"]


def test_grammar_is_no_part_of_a_place() -> None:
    kinds = PhraseKinds.judge(["医院", "医院门口", "在医院", "没医院"])
    assert list(kinds.places) == ["医院"]


def test_talk_counts_little_and_place_words_alone_nothing_for_the_matter() -> None:
    kinds = PhraseKinds.judge(["没有充电桩", "非常感谢领导", "门口"])
    assert kinds.weigh_matter("没有充电桩") > 4
    assert kinds.weigh_matter("非常感谢领导") < 1.5
    assert kinds.weigh_matter("门口") == LEAST_WEIGHT


def test_a_clause_falls_into_its_dearest_phrases() -> None:
    kinds = PhraseKinds({"医院": 0.9}, {"没地方停车": -1, "停车": -1, "地方": 0})
    known = {"医院", "没地方停车", "停车", "地方"}
    assert take_apart("在医院没地方停车啊", known, kinds) == (["医院"], ["没地方停车"])
    assert take_apart("好", known, kinds) == ([], [])
