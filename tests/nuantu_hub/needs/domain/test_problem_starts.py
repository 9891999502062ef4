"""Starting something from a problem: by the registry, without anybody's words, kept with the problem once."""

from __future__ import annotations

from uuid import uuid4

import pytest
from tests.nuantu_hub.needs.problem_cast import MOMENT, make_problem
from tests.nuantu_hub.stations.equipment_cast import build_station

from nuantu_hub.needs.domain.problem_starts import find_start, list_starts, start_from, tell_matter
from nuantu_hub.people.models import Account, Deed, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


def test_others_get_the_name_and_the_number_of_people_and_no_words(district: Unit, officer: Account) -> None:
    problem = make_problem(district, officer)
    matter = tell_matter(problem)
    assert (matter.key, matter.name, matter.unit, matter.topic, matter.people) == (
        f"problem-{problem.pk}", "望和嘉园等电梯太久", district.pk, "dispatch", 3)
    assert "八分钟" not in repr(matter)


def test_only_what_an_account_may_do_is_offered(officer: Account, reviewer: Account) -> None:
    assert {"station-fault", "compound"} <= {one.key for one in list_starts(officer)}
    assert list_starts(reviewer) == []
    assert find_start(officer, "pigeon") is None


def test_what_was_begun_stands_with_the_problem_once(district: Unit, street: Unit, officer: Account) -> None:
    problem, station = make_problem(district, officer), build_station(street)
    start = find_start(officer, "station-fault")
    assert start is not None
    told = {"station": station, "kind": "water", "token": uuid4()}
    first, again = (start_from(by=officer, problem=problem, start=start, told=told) for _turn in range(2))
    assert (first, problem.steps.filter(kind="started").count()) == (again, 1)
    assert Deed.objects.filter(verb="problem began something").count() == 1
