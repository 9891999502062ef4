"""Rates in the browser: staff see their branch with its sources, everybody what may be published."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.people.membership_cast import make_member
from tests.nuantu_hub.people.organising_cast import at, days_ago
from tests.nuantu_hub.queries import count_queries

from nuantu_hub.people.domain.headcounts import record_headcount
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.people.models.unit import plant_unit

pytestmark = pytest.mark.django_db


def _fill(unit: Unit, members: int, people: int | None) -> None:
    for number in range(members):
        make_member(f"会{chr(20000 + number)}", unit)
    if people:
        with at():
            record_headcount(by=None, unit=unit, people=people, as_of=days_ago(5), source="区人社局登记", method="去重",
                             token=uuid4())


@pytest.mark.parametrize(("who", "status"), [
    ("officer", 200), ("organiser", 200), ("steward", 200), ("reviewer", 404), ("other_officer", 404),
    ("bystander", 404), ("rider", 404)])
def test_rates_of_a_unit_are_for_its_own_staff(
        district: Unit, as_: As, who: str, status: int, request: pytest.FixtureRequest) -> None:
    assert as_(request.getfixturevalue(who)).get(f"/units/{district.pk}/rates/").status_code == status


def test_own_rates_open_at_the_highest_own_unit(
        city: Unit, district: Unit, street: Unit, officer: Account, bystander: Account, as_: As,
        stranger: Client) -> None:
    page = as_(officer).get("/rates/").content.decode()
    assert ("东湖区总工会" in page, "柳岸街道总工会" in page, "云港市总工会" in page) == (True, True, False)
    assert as_(bystander).get("/rates/").status_code == 404
    assert stranger.get("/rates/").headers["Location"].startswith("/sign-in/")


def test_a_rate_stands_with_its_source_and_a_missing_one_by_name(
        city: Unit, district: Unit, other_district: Unit, steward: Account, as_: As) -> None:
    _fill(district, 12, 48)
    with at():
        page = as_(steward).get("/rates/").content.decode()
    for words in ("12 ÷ 48", "25.0%", "区人社局登记", "南山区总工会还没有从业人数，算不出入会率", "1 处没有从业人数",
                  "看表格"):
        assert words in page
    assert page.count('<g class="tile') - 6 == 2


def test_everybody_sees_the_published_figures_and_no_small_count(
        city: Unit, district: Unit, other_district: Unit, stranger: Client) -> None:
    third = plant_unit("北山区总工会", Unit.Kind.DISTRICT, city)
    _fill(district, 30, 100)
    _fill(other_district, 3, 50)
    _fill(third, 12, 60)
    with at():
        page = stranger.get("/figures/").content.decode()
    assert ("30.0%" in page, ">30<" in page, "45 ÷" in page or ">45<" in page) == (True, True, True)
    assert [words in page for words in (">3<", "6.0%", ">12<", "20.0%")] == [False] * 4
    assert page.count("不公布") >= 4


def test_a_hub_without_districts_publishes_nothing(stranger: Client) -> None:
    answer = stranger.get("/figures/")
    assert (answer.status_code, "还没有可以公布的数" in answer.content.decode()) == (200, True)


def test_figures_ask_the_database_as_often_for_one_as_for_many(
        city: Unit, district: Unit, steward: Account, as_: As, stranger: Client) -> None:
    client, counted = as_(steward), []
    for number in range(30):
        _fill(plant_unit(f"区{number}", Unit.Kind.DISTRICT, city), 1, 40)
        if number in (0, 29):
            counted.append([count_queries(one, page) for one, page in ((client, "/rates/"), (stranger, "/figures/"))])
    assert counted[0] == counted[1]
