"""The same question at ten visits is one group; alike words about another matter can be parted again."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.nuantu_hub.people.organising_cast import MOMENT, ask, plan

from nuantu_hub.people.domain.questions import capture_question, fold_question, list_asked, part_question
from nuantu_hub.people.models import Account, Question, QuestionGroup, Unit
from nuantu_hub.site.errors import Refused

pytestmark = pytest.mark.django_db
WORDINGS = ("货车进五环的通行证怎么办", "货车进五环通行证去哪里办", "进五环的货车通行证怎么办理",
            "货车的五环通行证怎么办", "货车进五环的通行证怎么办？")


def test_ten_visits_with_one_question_are_one_group(organiser: Account, district: Unit) -> None:
    for number in range(10):
        ask(organiser, plan(organiser, district, starts_at=MOMENT - timedelta(days=number)), WORDINGS[number % 5])
    asked = list_asked(organiser)
    assert [(one.text, one.times, one.visits, one.open, one.done) for one in asked] == [(WORDINGS[0], 10, 10, 0, 0)]


def test_the_same_words_under_another_topic_are_another_question(organiser: Account, district: Unit) -> None:
    visit = plan(organiser, district)
    assert ask(organiser, visit).group != ask(organiser, visit, topic="pay").group
    assert [one.topic for one in list_asked(organiser, "pay")] == ["报酬"]


def test_a_question_is_captured_once_and_empty_ones_not_at_all(organiser: Account, district: Unit) -> None:
    visit, token = plan(organiser, district), uuid4()
    for _turn in range(2):
        capture_question(by=organiser, visit=visit, topic="pay", text=" 工资\n什么时候发 ", token=token)
    assert Question.objects.get().text == "工资 什么时候发"
    for told, field in (({"topic": "pay", "text": " "}, "text"), ({"topic": "weather", "text": "冷"}, "topic")):
        with pytest.raises(Refused) as refusal:
            capture_question(by=organiser, visit=visit, token=uuid4(), **told)  # type: ignore[arg-type]
        assert refusal.value.field == field


def test_a_question_is_parted_and_folded_by_hand(organiser: Account, district: Unit) -> None:
    visit = plan(organiser, district)
    first, second = ask(organiser, visit), ask(organiser, visit, WORDINGS[3])
    assert first.group == second.group
    part_question(by=organiser, question=second)
    part_question(by=organiser, question=second)
    assert QuestionGroup.objects.count() == 2
    fold_question(by=organiser, question=second, group=first.group)
    second.refresh_from_db()
    assert second.group == first.group
    with pytest.raises(Refused, match="主题不同"):
        fold_question(by=organiser, question=second, group=ask(organiser, visit, topic="pay").group)


def test_another_district_counts_only_what_it_may_see(
        organiser: Account, other_officer: Account, district: Unit, other_district: Unit, steward: Account) -> None:
    ask(organiser, plan(organiser, district))
    ask(other_officer, plan(other_officer, other_district), WORDINGS[1])
    assert QuestionGroup.objects.count() == 1
    assert [(one.text, one.times) for one in list_asked(other_officer)] == [(WORDINGS[1], 1)]
    assert [one.visits for one in list_asked(steward)] == [2]
