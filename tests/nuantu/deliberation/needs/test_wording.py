"""Texts that are the same for us have the same signs."""

from __future__ import annotations

import pytest

from nuantu.deliberation.needs.wording import normalise, split_clauses


@pytest.mark.parametrize(("typed", "plain"), [
    ("醫院門口沒地方停車", "医院门口没地方停车"),
    ("ＡＢ１２", "ab12"),
    ("没厕所😭😭！！", "没厕所"),
    ("没厕所[流泪]【图片】谢谢", "没厕所 谢谢"),
    ("好好好好难", "好好难"),
    ("一，二\n三", "一 二 三"),
    ("", ""),
    ("。。。", ""),
])
def test_script_width_pictures_and_repeats_make_no_difference(typed: str, plain: str) -> None:
    assert normalise(typed) == plain


def test_normalising_twice_changes_nothing() -> None:
    once = normalise("騎手～進不去，保安攔著！！！哈哈哈哈")
    assert normalise(once) == once


def test_clauses_stand_between_marks() -> None:
    assert split_clauses(normalise("你好，没电了。谢谢")) == ["你好", "没电了", "谢谢"]
