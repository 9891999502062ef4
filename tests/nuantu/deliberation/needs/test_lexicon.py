"""Phrases are grown from texts: said often, in changing surroundings."""

from __future__ import annotations

from nuantu.deliberation.needs.lexicon import grow_lexicon

CLAUSES = ["去医院送餐", "在医院门口", "到医院取货", "医院没电梯", "老医院", "去商场吧"]


def test_a_word_in_changing_surroundings_is_a_phrase() -> None:
    lexicon = grow_lexicon(CLAUSES)
    assert dict(lexicon.seen) == {"医院": 5}


def test_part_of_a_word_is_none() -> None:
    """The signs 配电 never stand without 箱."""
    clauses = [f"{before}配电箱{after}" for before, after in ("甲子", "乙丑", "丙寅", "丁卯")]
    lexicon = grow_lexicon(clauses)
    assert "配电箱" in lexicon.seen
    assert "配电" not in lexicon.seen
    assert lexicon.runs["配电"] == 4


def test_a_run_counts_once_a_clause() -> None:
    assert grow_lexicon(["坏了坏了坏了", "说坏了吧", "又坏了呢", "早坏了的"]).runs["坏了"] == 4


def test_too_few_texts_have_no_phrases() -> None:
    assert dict(grow_lexicon(["没厕所", "没厕所"]).seen) == {}
