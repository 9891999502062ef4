"""What a result says in words: honest about small groups and about groups that would not come out again."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from nuantu_hub.needs.interfaces.opinion_told import ResultTold, draw_answers, judge_stability, name_group


def make_result(**more: Any) -> dict[str, Any]:
    """Two groups, three statements: one unites, one splits, one was taken out."""
    def counts(first: tuple[int, int, int], second: tuple[int, int, int], moderated: int = 1) -> dict[str, Any]:
        words = ("agree", "disagree", "pass")
        return {"text": "一句话", "moderated": moderated,
                **{word: {"0": first[place], "1": second[place]} for place, word in enumerate(words)}}
    return {"sizes": {"0": 30, "1": 12}, "taking_part": 42, "inputs_sha256": "ab",
            "stability": {"runs": 40, "mean": 0.91, "groups": {"0": 0.95, "1": 0.6}},
            "comments": {"0": counts((28, 1, 1), (9, 2, 1)), "1": counts((25, 4, 1), (1, 10, 1)),
                         "2": counts((0, 0, 0), (0, 0, 0), -1)},
            "unites": [{"comment": "0", "answer": "agree", "consensus": 0.7, "least_share": 0.75}],
            "splits": [{"comment": "1", "agrees_most": 0, "agrees_least": 1, "gap": 0.7}],
            "representative": {"0": [{"comment": "1", "answer": "agree", "said": 25, "seen": 30, "others": 0.14,
                                      "sure": True}],
                               "1": [{"comment": "1", "answer": "disagree", "said": 10, "seen": 12, "others": 0.16,
                                      "sure": False}]},
            "picture": {"points": [{"x": 1.0, "y": 0.0, "voters": 20, "group": 0},
                                   {"x": 1.4, "y": 0.6, "voters": 10, "group": 0},
                                   {"x": 1.1, "y": -0.5, "voters": 1, "group": 0},
                                   {"x": -2.0, "y": 0.3, "voters": 12, "group": 1}]}, **more}


def test_groups_stand_with_size_share_and_stability() -> None:
    told = ResultTold(make_result())
    assert [(one.name, one.size, one.share, one.state[1]) for one in told.groups] == [
        ("甲", 30, 71, "稳"), ("乙", 12, 29, "大体稳")]
    assert told.headline == "想法分成 2 群，但有 1 句话每一群都过半"
    assert told.stability[0] == "kept"
    assert (told.moderated, [said.number for said in told.statements]) == (1, [0, 1])


def test_why_a_statement_stands_where_it_stands() -> None:
    told = ResultTold(make_result())
    assert told.unites[0].why == "每一群都过半同意，最少的一群也有 75%"
    assert told.splits[0].why == "甲群最同意，乙群最不同意"
    assert [(said.why, said.sure) for _group, rows in told.traits for said in rows] == [
        ("甲群 30 人里 25 人同意；别的群约 14%", True), ("乙群 12 人里 10 人不同意；别的群约 16%", False)]
    with translation.override("en"):
        assert ResultTold(make_result()).splits[0].why == "Group A agrees most, group B least"


def test_of_a_group_below_ten_nothing_is_told_in_numbers() -> None:
    told = ResultTold(make_result(sizes={"0": 33, "1": 9}))
    small = told.groups[1]
    assert (small.size, small.share, told.held) == (None, None, True)
    answers = told.unites[0].answers[1]
    assert (answers.held, answers.agree, answers.seen) == (True, 0, 0)
    assert 'class="held"' in answers.bar
    assert told.traits[1][1] == []


def test_nothing_is_computed_of_fewer_than_ten() -> None:
    assert ResultTold({}).is_empty


@pytest.mark.parametrize(("value", "tone"), [(None, "unknown"), (0.8, "kept"), (0.79, "watch"), (0.5, "watch"),
                                             (0.49, "broken")])
def test_stability_is_judged_by_the_adjusted_rand_index(value: float | None, tone: str) -> None:
    assert judge_stability(value)[0] == tone


def test_the_parts_of_a_bar_are_the_shares() -> None:
    bar = draw_answers((1, 1, 2))
    assert 'class="agree" x="0.00" width="25.00"' in bar
    assert 'class="disagree" x="50.00" width="50.00"' in bar


def test_groups_have_five_names() -> None:
    assert [name_group(place) for place in range(5)] == list("甲乙丙丁戊")
