"""A clause's sheet shows its words, terms, arithmetic and layers, and says what is assumed."""

from __future__ import annotations

from django.template.loader import render_to_string

from nuantu_hub.site.clause_sheet import ClauseSheet, Layer, Step, Term


def _draw(sheet: ClauseSheet) -> str:
    return render_to_string("site/parts/clause.html", {"sheet": sheet})


def test_all_parts_stand_in_the_order_of_reading() -> None:
    shown = _draw(ClauseSheet(
        "P01", "下限", "不得低于最低工资。", "第三条 · 应当", terms=[Term("下限", "¥27.70", "2025年9月1日 起")],
        steps=[Step("不少于", "6.80 × ¥27.70", "¥188.36")], total=("高出", "¥26.24", "kept"),
        layers=[Layer("国家标准", "¥174.51", 0.8), Layer("本协议", "¥188.36", 0.9, chosen=True)]))

    words = ["不得低于最低工资。", "第三条 · 应当", "现在执行", "2025年9月1日 起", "6.80 × ¥27.70", "¥26.24",
             "国家标准", "采用"]
    assert [shown.index(word) for word in words] == sorted(shown.index(word) for word in words)
    assert 'lang="zh-Hans"' in shown
    assert shown.count("layer chosen") == 1


def test_words_that_nobody_signed_carry_no_quotation_marks() -> None:
    assert 'class="printed reported"' in _draw(ClauseSheet("P01", "下限", "据报道……", standing="reported"))
    assert 'class="printed"' in _draw(ClauseSheet("P01", "下限", "原文", standing="printed"))


def test_what_is_assumed_says_so_and_what_is_missing_takes_no_place() -> None:
    assert "这里有假定的数字" in _draw(ClauseSheet("P01", "下限", "原文", assumed="没有公布"))
    assert "<section>" not in _draw(ClauseSheet("P01", "下限", "原文"))
