"""A demonstration hub holds the same whenever it is filled at the same moment, and nothing real but the places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Count, Min
from pytest_django import DjangoDbBlocker
from tests.nuantu_hub.people.organising_cast import MOMENT, TODAY, at, filled_hub

from nuantu_hub.people.domain.due import gather_due
from nuantu_hub.people.domain.rates import measure_reach
from nuantu_hub.people.domain.seed import seed
from nuantu_hub.people.domain.seed_scene import Scene
from nuantu_hub.people.domain.tree import list_above
from nuantu_hub.people.models import (
    Account,
    Application,
    Attendance,
    Enterprise,
    Membership,
    Person,
    Question,
    Stage,
    Unit,
    Visit,
)
from nuantu_hub.site.errors import Refused

pytestmark = pytest.mark.django_db


def _fill_and_forget() -> list[Any]:
    with transaction.atomic():
        seed(MOMENT)
        picture = [
            sorted(Unit.objects.values_list("name", "kind", "trade", "opened_on", "parent__name")[1:], key=str),
            sorted(Enterprise.objects.values_list("name", "stage", "stage_since", "union__name"), key=str),
            sorted((one.card_number, one.name, one.phone) for one in Person.objects.filter(applications=None)),
            sorted(Membership.objects.values_list("unit__name", "since", "until", "began"), key=str),
            sorted(Application.objects.values_list("token", "unit__name", "submitted_at", "rule")),
            sorted(Visit.objects.values_list("code", "title", "starts_at", "poster__code", "state")),
            sorted((one.at, one.name, one.phone, one.member) for one in Attendance.objects.all()),
            sorted(Question.objects.values_list("token", "text", "at")),
        ]
        transaction.set_rollback(True)
    return picture


def test_filled_twice_at_one_moment_it_holds_the_same() -> None:
    first = _fill_and_forget()
    assert [len(part) > 10 for part in first] == [True] * 8
    assert first == _fill_and_forget()


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Scene]:
    with django_db_blocker.unblock(), filled_hub() as filled:
        yield filled


def test_units_stand_from_the_nation_to_the_street_with_their_codes(scene: Scene) -> None:
    kinds = dict(Unit.objects.values_list("kind").annotate(count=Count("pk")).order_by())
    assert {kind: kinds[kind] for kind in ("national", "city", "district", "federation", "mobile")} == {
        "national": 1, "city": 1, "district": 16, "federation": 3, "mobile": 1}
    codes = sorted(Unit.objects.filter(kind="district").values_list("place_code", flat=True))
    assert codes == [f"1101{number:02d}" for number in (1, 2, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19)]
    above = list_above(Unit.objects.get(name="望京街道总工会"))
    assert [unit.name for unit in above] == ["中华全国总工会", "北京市总工会", "朝阳区总工会"]


def test_enterprises_stand_at_every_stage(scene: Scene) -> None:
    assert {stage for (stage,) in Enterprise.objects.values_list("stage")} == set(Stage)
    assert Enterprise.objects.filter(own_workers=False).count() == Enterprise.objects.exclude(
        seat_elsewhere="").count() == 1


def test_six_hundred_people_and_nearly_sixty_waiting_applications(scene: Scene) -> None:
    assert Membership.objects.values("person").distinct().count() >= 600
    assert 50 <= Application.objects.filter(state="waiting").count() <= 60
    assert Person.objects.exclude(memberships=None).annotate(first=Min("memberships__since")).filter(
        first__gt=MOMENT).count() == 0


def test_every_headcount_says_that_it_is_invented_and_three_districts_have_none(scene: Scene) -> None:
    districts = list(Unit.objects.filter(kind="district"))
    reach = measure_reach(districts, TODAY)
    assert sorted(row.unit.name for row in reach if row.joining.of is None) == [
        "密云区总工会", "延庆区总工会", "门头沟区总工会"]
    assert {row.joining.source for row in reach} == {"演示数据（虚构）", ""}
    assert not [row.unit.name for row in reach if row.joining.exceeds]


def test_the_city_officer_has_something_due_in_every_section(scene: Scene) -> None:
    with at():
        sections = gather_due(Account.objects.get(login="officer-city"), MOMENT)
    named = {section.title for section in sections}
    assert {"等审核的入会申请", "走着的批复期限", "要跟进的问题", "要去的走访"} - named == set()


def test_a_hub_with_something_in_it_is_not_filled(scene: Scene) -> None:
    with pytest.raises(Refused, match="已经有数据"):
        seed(MOMENT)
