"""What staff do with needs before an answer."""

from __future__ import annotations

from uuid import uuid4

import pytest
from tests.nuantu_hub.needs.need_cast import MOMENT, say, spoken

from nuantu_hub.needs.domain.receiving import (
    hear_needs,
    mark_grouped,
    move_needs,
    put_aside,
    show_need,
    take_back,
    type_up,
)
from nuantu_hub.needs.domain.saying import Said, say_need
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Need
from nuantu_hub.people.models import Account, Deed, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


def test_receiving_stops_the_first_clock_once(district: Unit, rider: Account, officer: Account) -> None:
    """With those who joined; a deed counts and names no need; a second time changes nothing."""
    root = say(district).need
    say(district, rider, "", joins=root)

    counts = [hear_needs(by=officer, needs=[root]) for _ in range(2)]

    assert counts == [2, 0]
    assert set(Need.objects.values_list("state", "heard_at")) == {("heard", MOMENT)}
    assert list(Deed.objects.filter(verb="needs received").values_list("thing", "detail")) == [
        ("people.unit", {"count": 2})]


def test_others_read_only_what_staff_have_written_for_them(district: Unit, officer: Account) -> None:
    """Empty takes it back; too long is refused; who joined has nothing to show."""
    root = say(district).need
    echo = say(district, None, "", joins=root).need

    assert show_need(by=officer, need=root, shown=" 望和嘉园等电梯太久 ").shown == "望和嘉园等电梯太久"
    assert show_need(by=officer, need=root, shown="").shown == ""
    for need, shown in ((root, "长" * 121), (echo, "我也是")):
        with pytest.raises(NeedRefused):
            show_need(by=officer, need=need, shown=shown)
    assert list(Deed.objects.order_by("pk").values_list("verb", flat=True)) == ["need shown", "need hidden"]


def test_a_recording_is_typed_up(district: Unit, officer: Account) -> None:
    """By somebody who is named; nothing and no recording are refused."""
    need = say_need(unit=district, said=Said("pay", voice=spoken()), token=uuid4(), by=None).need

    typed = type_up(by=officer, need=need, words=" 少算了两单 ")

    assert (typed.words, typed.typed_by) == ("少算了两单", officer)
    assert [step.kind for step in need.steps.all()] == ["typed"]
    for one, words in ((need, " "), (say(district).need, "写了")):
        with pytest.raises(NeedRefused):
            type_up(by=officer, need=one, words=words)


def test_a_need_moves_with_those_who_joined_it(district: Unit, other_district: Unit, officer: Account) -> None:
    """The reason stands in each history; its own union and no reason are refused."""
    root = say(district).need
    echo = say(district, None, "", joins=root).need

    move_needs(by=officer, need=root, unit=other_district, why="在南山区")

    assert set(Need.objects.values_list("unit", flat=True)) == {other_district.pk}
    assert "在南山区" in echo.steps.get().words
    for unit, why in ((other_district, "再转"), (district, " ")):
        with pytest.raises(NeedRefused):
            move_needs(by=officer, need=root, unit=unit, why=why)


def test_what_is_put_aside_has_a_reason_and_can_be_taken_up(district: Unit, officer: Account) -> None:
    """What was shown is shown no more."""
    need = show_need(by=officer, need=say(district).need, shown="卖药")

    with pytest.raises(NeedRefused):
        put_aside(by=officer, need=need, why="")
    aside = put_aside(by=officer, need=need, why="广告")
    assert (aside.state, aside.shown) == (Need.State.ASIDE, "")
    back = take_back(by=officer, need=need, why="看错了")
    assert (back.state, back.heard_at) == (Need.State.HEARD, MOMENT)
    assert [step.kind for step in need.steps.order_by("at", "kind")] == ["aside", "reopened"]


def test_grouping_receives_too_and_leaves_what_is_aside(district: Unit, officer: Account) -> None:
    """Each history says what it became a part of."""
    root, aside = say(district).need, say(district).need
    say(district, None, "", joins=root)
    put_aside(by=officer, need=aside, why="广告")

    changed = mark_grouped(by=officer, needs=[root, aside], words="等电梯")

    assert changed == 2
    assert sorted(Need.objects.values_list("state", flat=True)) == ["aside", "grouped", "grouped"]
    assert Need.objects.filter(heard_at=MOMENT).count() == 2
    assert {step.words for step in root.steps.all()} == {"等电梯"}
