"""Problems: opened, checked and named, owned, handed on, opened again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.nuantu_hub.needs.problem_cast import MOMENT, make_problem, make_rider, say, say_three

from nuantu_hub.needs.domain.problems import (
    begin_round,
    find_unit_over,
    give_problem,
    move_problem,
    open_problem,
    rename_problem,
    sort_problem,
    take_problem,
)
from nuantu_hub.needs.domain.receiving import hear_needs
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Need, NeedStep, Problem
from nuantu_hub.people.models import Account, Deed, Unit
from nuantu_hub.site.clock import set_clock

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


def test_the_smallest_union_that_holds_all(city: Unit, district: Unit, street: Unit, other_district: Unit) -> None:
    assert find_unit_over([street]) == street
    assert find_unit_over([street, district]) == district
    assert find_unit_over([street, other_district]) == city


def test_what_a_machine_found_is_nobody_s_name_and_tells_no_writer_yet(district: Unit) -> None:
    problem = open_problem(needs=say_three(district), label="望和嘉园的电梯要等八分钟")
    assert (problem.state, problem.name, problem.title, problem.public_at) == (
        "found", "", "望和嘉园的电梯要等八分钟", None)
    assert not NeedStep.objects.exists()
    assert set(Need.objects.values_list("state", flat=True)) == {"said"}


def test_a_person_names_it_and_the_writers_are_told_and_two_clocks_stop(district: Unit, officer: Account) -> None:
    problem = make_problem(district, officer)
    assert (problem.state, problem.public_at) == ("open", MOMENT)
    assert set(Need.objects.values_list("state", "heard_at")) == {("grouped", MOMENT)}
    assert NeedStep.objects.filter(kind="grouped", words="望和嘉园等电梯太久").count() == 3
    assert {one.step for one in problem.clocks.filter(done_at=MOMENT)} == {"received", "sorted"}


def test_it_counts_as_received_when_the_first_need_was(district: Unit, officer: Account) -> None:
    needs = say_three(district)
    hear_needs(by=officer, needs=needs[:1])
    set_clock(MOMENT + timedelta(hours=3))
    problem = sort_problem(by=officer, problem=open_problem(needs=list(Need.objects.all()), label="电梯"), name="电梯",
                           urgency="normal")
    assert problem.clocks.get(step="received").done_at == MOMENT


@pytest.mark.parametrize(("name", "urgency"), [("", "normal"), ("电梯", "yesterday")])
def test_a_name_and_an_urgency_are_needed(district: Unit, officer: Account, name: str, urgency: str) -> None:
    problem = open_problem(needs=[say(district)], label="电梯")
    with pytest.raises(NeedRefused):
        sort_problem(by=officer, problem=problem, name=name, urgency=urgency)


def test_another_name_keeps_the_identity_and_the_old_name_readable(district: Unit, officer: Account) -> None:
    problem = make_problem(district, officer)
    with pytest.raises(NeedRefused):
        rename_problem(by=officer, problem=problem, name="电梯", why="")
    renamed = rename_problem(by=officer, problem=problem, name="电梯", why="短一点")
    assert (renamed.cluster, renamed.name) == (problem.cluster, "电梯")
    assert "望和嘉园等电梯太久 → 电梯" in renamed.steps.get(kind="renamed").words
    assert rename_problem(by=officer, problem=problem, name="电梯", why="").steps.filter(kind="renamed").count() == 1


def test_one_owner_at_a_time_and_only_of_this_union(
    district: Unit, officer: Account, organiser: Account, other_officer: Account,
) -> None:
    problem = take_problem(by=organiser, problem=make_problem(district, officer))
    assert take_problem(by=organiser, problem=problem).owner == organiser
    with pytest.raises(NeedRefused):
        take_problem(by=officer, problem=problem)
    with pytest.raises(NeedRefused):
        give_problem(by=officer, problem=problem, owner=other_officer)
    assert give_problem(by=officer, problem=problem, owner=officer).owner == officer


def test_another_union_gets_it_without_owner_and_with_the_clocks_that_ran(
    district: Unit, other_district: Unit, officer: Account,
) -> None:
    problem = take_problem(by=officer, problem=make_problem(district, officer))
    due = problem.due_at
    with pytest.raises(NeedRefused):
        move_problem(by=officer, problem=problem, unit=other_district, why="")
    moved = move_problem(by=officer, problem=problem, unit=other_district, why="在南山区")
    assert (moved.unit, moved.owner, moved.due_at) == (other_district, None, due)
    assert set(Deed.objects.filter(verb="problem moved").values_list("unit", flat=True)) == {
        district.pk, other_district.pk}


def test_only_what_was_answered_begins_another_round(district: Unit, officer: Account) -> None:
    problem = make_problem(district, officer)
    with pytest.raises(NeedRefused):
        begin_round(problem, why="没解决")
    Problem.objects.filter(pk=problem.pk).update(state="settled")
    again = begin_round(problem, why="没解决")
    assert (again.state, again.reopened, again.due_at is not None) == ("open", 1, True)


def test_who_may_see_it(district: Unit, officer: Account, organiser: Account, other_officer: Account,
                        reviewer: Account, rider: Account) -> None:
    problem = make_problem(district, officer, [say(district, by=make_rider(5))])
    seen = [list(Problem.objects.visible_to(one)) for one in (officer, organiser, other_officer, reviewer, rider, None)]
    assert seen == [[problem], [problem], [], [], [], []]
