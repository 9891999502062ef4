"""One problem on the desk: its page for whoever may see it, and every act on it."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.needs.problem_cast import MOMENT, make_problem, make_rider, say, say_three
from tests.nuantu_hub.stations.equipment_cast import build_station

from nuantu_hub.needs.domain.problems import open_problem
from nuantu_hub.needs.domain.referrals import enter_department
from nuantu_hub.needs.models import Problem, ProblemStart, Told
from nuantu_hub.people.models import Account, Reading, Unit
from nuantu_hub.site.gathering import STARTS

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


def address(problem: Problem, act: str) -> str:
    return reverse("needs:problem_act", args=[problem.pk, act])


def test_it_is_found_named_taken_and_answered_by_buttons_and_three_are_told(
    district: Unit, officer: Account, as_: As,
) -> None:
    found = open_problem(needs=say_three(district), label="望和嘉园的电梯要等八分钟")
    client = as_(officer)
    assert "是一个问题" in client.get(reverse("needs:problem", args=[found.pk])).content.decode()
    assert client.post(address(found, "sort"), {"name": "", "urgency": "normal"}).status_code == 422
    client.post(address(found, "sort"), {"name": "望和嘉园等电梯太久", "urgency": "normal"})
    client.post(address(found, "take"))
    told = {"result": "done", "text": "留了一部电梯", "token": uuid4()}
    assert client.post(address(found, "answer"), told).status_code == 302
    found.refresh_from_db()
    assert (found.state, found.owner, Told.objects.count()) == ("answered", officer, 3)
    page = client.get(reverse("needs:problem", args=[found.pk])).content.decode()
    for words in ("望和嘉园等电梯太久", "留了一部电梯", "告诉了 3 人", "电梯等不到，望和嘉园"):
        assert words in page


def test_reading_what_was_said_is_written_down_and_nobody_else_sees_it(
    district: Unit, officer: Account, other_officer: Account, rider: Account, as_: As,
) -> None:
    problem = make_problem(district, officer)
    where = reverse("needs:problem", args=[problem.pk])
    assert as_(officer).get(where).status_code == 200
    assert Reading.objects.get(by=officer).purpose == "needs of a problem"
    assert [as_(one).get(where).status_code for one in (other_officer, rider)] == [404, 404]


def test_what_an_officer_alone_decides(district: Unit, officer: Account, organiser: Account, as_: As) -> None:
    problem, other = make_problem(district, officer), make_problem(district, officer, [say(district, "别的")], "别的")
    told = {"kept": other.pk, "why": "一件事"}
    assert as_(organiser).post(address(problem, "merge"), told).status_code == 404
    assert as_(officer).post(address(problem, "merge"), told).status_code == 302
    problem.refresh_from_db()
    assert (problem.state, problem.merged_into) == ("merged", other)
    assert "已并入" in as_(officer).get(reverse("needs:problem", args=[problem.pk])).content.decode()


def test_clocks_stand_and_go_on_and_urgency_changes(district: Unit, officer: Account, as_: As) -> None:
    problem, client = make_problem(district, officer), as_(officer)
    assert client.post(address(problem, "pause"), {"reason": "site", "words": ""}).status_code == 422
    client.post(address(problem, "pause"), {"reason": "site", "words": "在修路", "review_on": date(2026, 3, 20)})
    page = client.get(reverse("needs:problem", args=[problem.pk])).content.decode()
    assert "在修路" in page
    assert "停着" in page
    client.post(address(problem, "resume"))
    client.post(address(problem, "urgency"), {"urgency": "urgent", "why": "有人受伤"})
    problem.refresh_from_db()
    assert (problem.urgency, problem.due_at is not None) == ("urgent", True)
    assert client.post(address(problem, "resume")).status_code == 302


def test_needs_are_taken_out_into_a_new_problem_or_into_another(district: Unit, officer: Account, as_: As) -> None:
    problem, client = make_problem(district, officer), as_(officer)
    keys = list(problem.members.values_list("need_id", flat=True))
    told = {"needs": [keys[0]], "name": "", "why": "是楼道灯", "token": uuid4()}
    assert client.post(address(problem, "split"), told).status_code == 422
    client.post(address(problem, "split"), told | {"name": "楼道灯不亮"})
    made = Problem.objects.get(name="楼道灯不亮")
    assert made.members.get().need_id == keys[0]
    client.post(address(problem, "split"), {"needs": [keys[1]], "into": made.pk, "why": "也是", "token": uuid4()})
    assert made.members.count() == 2


def test_a_department_is_asked_from_the_page(district: Unit, officer: Account, as_: As) -> None:
    problem = make_problem(district, officer)
    office = enter_department(by=officer, unit=district, kind="property", name="物业", contact="", token=uuid4())
    told = {"department": office.pk, "asked": "留一部电梯", "days": 3, "token": uuid4()}
    assert as_(officer).post(address(problem, "refer"), told).status_code == 302
    assert problem.referrals.get().department == office


def test_owner_and_union_change_hands(district: Unit, street: Unit, officer: Account, organiser: Account,
                                      as_: As) -> None:
    problem, client = make_problem(district, officer), as_(officer)
    client.post(address(problem, "owner"), {"owner": organiser.pk})
    problem.refresh_from_db()
    assert problem.owner == organiser
    client.post(address(problem, "move"), {"unit": street.pk, "why": "在街道里"})
    problem.refresh_from_db()
    assert (problem.unit, problem.owner) == (street, None)
    client.post(address(problem, "rename"), {"name": "电梯", "why": "短一点"})
    problem.refresh_from_db()
    assert problem.name == "电梯"
    assert client.post(address(problem, "pigeon")).status_code == 404


def test_a_fault_at_a_station_is_started_from_a_problem_and_kept_with_it(
    district: Unit, street: Unit, officer: Account, as_: As,
) -> None:
    assert {"station-fault", "compound"} <= {one.key for one in STARTS}
    station, problem = build_station(street), make_problem(district, officer, name="驿站没有热水")
    where = reverse("needs:problem_start", args=[problem.pk, "station-fault"])
    client = as_(officer)
    assert client.get(where).status_code == 200
    assert client.post(where, {"station": station.pk}).status_code == 422
    assert client.post(where, {"station": station.pk, "kind": "water", "token": uuid4()}).status_code == 302
    begun = ProblemStart.objects.get()
    assert (begun.problem, begun.kind, station.faults.count()) == (problem, "station-fault", 1)
    assert client.get(reverse("needs:problem_start", args=[problem.pk, "pigeon"])).status_code == 404
    assert begun.title in client.get(reverse("needs:problem", args=[problem.pk])).content.decode()


def test_a_page_with_forty_needs_asks_no_more_than_one_with_three(district: Unit, officer: Account, as_: As) -> None:
    few = make_problem(district, officer)
    many = make_problem(district, officer, [say(district, f"第{n}句", make_rider(100 + n)) for n in range(40)], "很多")
    counts, client = [], as_(officer)
    client.get(reverse("needs:problem", args=[few.pk]))
    for one in (few, many):
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("needs:problem", args=[one.pk]))
        counts.append(len(asked))
    assert counts[0] == counts[1]
