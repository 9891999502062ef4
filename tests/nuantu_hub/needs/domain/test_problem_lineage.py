"""Splitting and folding: needs move with their reasons, identities stay, nobody's wait is forgotten."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.nuantu_hub.needs.problem_cast import MOMENT, make_problem, make_rider, say

from nuantu_hub.needs.domain.problem_answers import answer_problem
from nuantu_hub.needs.domain.problem_lineage import merge_problems, move_members, split_problem
from nuantu_hub.needs.domain.referrals import enter_department, refer_problem
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Need, Problem
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import set_clock

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


def members(problem: Problem) -> list[Need]:
    return list(Need.objects.filter(problem_member__problem=problem).order_by("pk"))


def test_a_split_inherits_clocks_owner_and_urgency_and_both_know_of_it(district: Unit, officer: Account) -> None:
    problem, token = make_problem(district, officer), uuid4()
    set_clock(MOMENT + timedelta(days=2))
    chosen = members(problem)[:1]
    made = split_problem(by=officer, problem=problem, needs=chosen, name="楼道灯不亮", why="是灯不是电梯", token=token)
    assert members(made) == chosen
    assert len(members(problem)) == 2
    assert [(one.step, one.started_at, one.due_at) for one in made.clocks.all()] == [
        (one.step, one.started_at, one.due_at) for one in problem.clocks.all()]
    assert made.steps.get(kind="split_off").other == problem
    assert problem.steps.get(kind="split").other == made
    assert made.cluster != problem.cluster
    assert all(one.by_hand for one in [*made.members.all(), *problem.members.all()])
    assert split_problem(by=officer, problem=problem, needs=chosen, name="x", why="y", token=token) == made


def test_a_split_needs_a_name_a_reason_some_needs_and_leaves_some(district: Unit, officer: Account) -> None:
    problem = make_problem(district, officer)
    foreign = [say(district, "别处的")]
    for needs, name, why in ((members(problem)[:1], "", "x"), (members(problem)[:1], "x", ""), ([], "x", "x"),
                             (members(problem), "x", "x"), (foreign, "x", "x")):
        with pytest.raises(NeedRefused):
            split_problem(by=officer, problem=problem, needs=needs, name=name, why=why, token=uuid4())
    assert Problem.objects.count() == 1


def test_folding_takes_needs_and_papers_along_and_the_longer_wait_counts(district: Unit, officer: Account) -> None:
    old = make_problem(district, officer, [say(district, "早说的", make_rider(20))], "早的")
    office = enter_department(by=officer, unit=district, kind="office", name="街道", contact="", token=uuid4())
    referral = refer_problem(by=officer, problem=old, department=office, asked="看一看", token=uuid4())
    set_clock(MOMENT + timedelta(days=3))
    new = make_problem(district, officer, [say(district, "后说的", make_rider(21))], "晚的")
    kept = merge_problems(by=officer, kept=new, folded=old, why="一件事")
    old.refresh_from_db()
    referral.refresh_from_db()
    assert (old.state, old.merged_into, len(members(kept)), referral.problem) == ("merged", kept, 2, kept)
    assert kept.clocks.get(step="answered").started_at == MOMENT
    assert old.clocks.get(step="answered").void_at == MOMENT + timedelta(days=3)
    assert (kept.steps.get(kind="merged_in").other, old.steps.get(kind="merged").other) == (old, kept)
    assert list(Problem.objects.standing()) == [kept]


def test_nothing_is_folded_into_itself_without_a_reason_or_when_it_is_over(district: Unit, officer: Account) -> None:
    one = make_problem(district, officer)
    other = make_problem(district, officer, [say(district, "别的")], "别的")
    for kept, folded, why in ((one, one, "x"), (one, other, " ")):
        with pytest.raises(NeedRefused):
            merge_problems(by=officer, kept=kept, folded=folded, why=why)
    Problem.objects.filter(pk=other.pk).update(state="settled")
    with pytest.raises(NeedRefused):
        merge_problems(by=officer, kept=one, folded=other, why="一件事")


def test_needs_go_from_one_problem_to_another(district: Unit, officer: Account) -> None:
    one = make_problem(district, officer)
    other = make_problem(district, officer, [say(district, "灯不亮", make_rider(30))], "灯")
    chosen = members(one)[:1]
    move_members(by=officer, needs=chosen, out=one, into=other, why="说的是灯")
    assert (len(members(one)), len(members(other))) == (2, 2)
    assert chosen[0].steps.filter(kind="grouped").order_by("at", "pk").count() == 2


def test_answers_of_a_folded_problem_count_where_it_went(district: Unit, officer: Account) -> None:
    one = make_problem(district, officer)
    other = make_problem(district, officer, [say(district, "别的", make_rider(31))], "别的")
    answer_problem(by=officer, problem=other, text="好了", result="done", token=uuid4())
    merge_problems(by=officer, kept=one, folded=other, why="一件事")
    assert one.replies.count() == 1
