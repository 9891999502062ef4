"""Marking what was typed as well."""

from __future__ import annotations

from nuantu_hub.needs.interfaces.near_words import mark_shared


def test_stretches_of_two_signs_or_more_are_marked() -> None:
    """One sign alone is not; nothing of the words is lost."""
    assert mark_shared("高层等电梯的时间", "等电梯没有算时间") == "高层<mark>等电梯</mark>的<mark>时间</mark>"
    assert mark_shared("电费", "电梯") == "电费"


def test_words_are_never_taken_for_markup() -> None:
    """Whatever somebody writes."""
    assert mark_shared("<b>电梯</b>", "<b>电梯") == "&lt;b&gt;<mark>电梯</mark>&lt;/b&gt;"
    assert mark_shared("", "电梯") == ""
