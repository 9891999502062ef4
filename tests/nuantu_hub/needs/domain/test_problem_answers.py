"""An answer reaches everybody who said it, is judged, and a third of "no" opens the problem again."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.nuantu_hub.needs.problem_cast import MOMENT, TEXTS, make_problem, make_rider, say

from nuantu_hub.needs.domain.answering import judge
from nuantu_hub.needs.domain.problem_answers import (
    JUDGE_DAYS,
    Verdicts,
    answer_problem,
    count_verdicts,
    forget_labels,
    settle_due_problems,
    tell_newcomers,
)
from nuantu_hub.needs.domain.problem_clocks import lock_problem
from nuantu_hub.needs.domain.problems import open_problem, place_needs, take_problem
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Need, Problem, ProblemReply, Told
from nuantu_hub.people.models import Account, Deed, Unit
from nuantu_hub.site.clock import set_clock

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


def answer(problem: Problem, by: Account, result: str = "done", text: str = "物业给外卖单留了一部电梯") -> ProblemReply:
    return answer_problem(by=by, problem=problem, text=text, result=result, token=uuid4())


def judge_all(reply: ProblemReply, *words: str) -> None:
    for told, helped in zip(Told.objects.filter(reply=reply.reply_id).order_by("need__at", "pk"), words, strict=False):
        judge(told=told, helped=helped)


def test_everybody_who_said_it_or_joined_is_told_once_and_the_clock_of_the_answer_stops(
    district: Unit, officer: Account,
) -> None:
    problem = make_problem(district, officer)
    first = problem.members.first()
    assert first is not None
    say(district, by=make_rider(9), joins=first.need)
    reply = answer(problem, officer)
    problem.refresh_from_db()
    assert (problem.state, problem.owner, Told.objects.filter(reply=reply.reply_id).count()) == ("answered", officer, 4)
    assert problem.clocks.get(step="answered").done_at == MOMENT
    assert problem.clocks.get(step="settled").done_at is None
    assert set(Need.objects.values_list("state", flat=True)) == {"answered"}
    assert answer_problem(by=officer, problem=problem, text="x", result="done", token=reply.reply.token) == reply


def test_no_name_in_any_deed_of_an_answer(district: Unit, officer: Account) -> None:
    problem = make_problem(district, officer)
    judge_all(answer(problem, officer), "yes", "no", "no")
    assert set(Deed.objects.filter(verb__startswith="problem").values_list("by__name", flat=True)) <= {
        officer.name, None}
    assert not Deed.objects.filter(verb="problem reopened", by__kind=Account.WORKER).exists()


def test_one_no_of_three_opens_it_again_and_two_clocks_start_anew(district: Unit, officer: Account) -> None:
    problem = make_problem(district, officer)
    reply = answer(problem, officer)
    judge_all(reply, "yes", "no")
    problem.refresh_from_db()
    assert problem.state == "answered"
    judge_all(reply, "yes", "no", "partly")
    problem.refresh_from_db()
    assert (problem.state, problem.reopened, problem.owner) == ("open", 1, officer)
    assert list(problem.clocks.filter(round=1).values_list("step", flat=True)) == ["answered", "settled"]
    assert problem.steps.filter(kind="reopened").get().words == "3 人评价，1 人说没解决"
    assert answer(problem, officer, text="再加一部").round == 1


@pytest.mark.parametrize(("verdicts", "reopens"), [
    (Verdicts(0, 0, 1, 0), True), (Verdicts(1, 0, 1, 0), True), (Verdicts(0, 0, 1, 9), False),
    (Verdicts(2, 0, 1, 9), True), (Verdicts(3, 0, 1, 9), False), (Verdicts(0, 3, 0, 0), False),
    (Verdicts(0, 0, 0, 5), False), (Verdicts(0, 0, 2, 1), False)])
def test_what_opens_a_problem_again(verdicts: Verdicts, reopens: bool) -> None:
    assert verdicts.reopens is reopens


def test_the_only_one_who_said_it_opens_it_alone(district: Unit, officer: Account) -> None:
    problem = make_problem(district, officer, [say(district)])
    judge_all(answer(problem, officer), "no")
    problem.refresh_from_db()
    assert problem.state == "open"


def test_it_is_settled_after_ten_days_and_not_before(district: Unit, officer: Account) -> None:
    problem = make_problem(district, officer)
    judge_all(answer(problem, officer), "yes", "yes")
    set_clock(MOMENT + timedelta(days=JUDGE_DAYS))
    assert settle_due_problems() == 0
    set_clock(MOMENT + timedelta(days=JUDGE_DAYS, seconds=1))
    assert settle_due_problems() == 1
    problem.refresh_from_db()
    assert (problem.state, problem.due_at, problem.clocks.get(step="settled").done_at) == ("settled", None, MOMENT)


def test_what_cannot_be_done_is_decided_by_another_and_ends_as_dropped(
    district: Unit, officer: Account, organiser: Account,
) -> None:
    problem = take_problem(by=officer, problem=make_problem(district, officer))
    with pytest.raises(NeedRefused):
        answer(problem, officer, "not", "物业不同意")
    answer(problem, organiser, "not", "物业不同意")
    set_clock(MOMENT + timedelta(days=JUDGE_DAYS + 1))
    settle_due_problems()
    problem.refresh_from_db()
    assert problem.state == "dropped"


def test_whoever_says_it_later_is_told_the_answer_and_judges_it_too(district: Unit, officer: Account) -> None:
    problem = make_problem(district, officer)
    reply = answer(problem, officer)
    late = say(district, TEXTS[3], make_rider(7))
    place_needs(problem, [late], by=None)
    problem.refresh_from_db()
    assert (tell_newcomers(problem, [late]), tell_newcomers(problem, [late])) == (1, 0)
    assert count_verdicts(reply.reply) == Verdicts(0, 0, 0, 4)


def test_a_settled_problem_that_somebody_joins_is_open_again(district: Unit, officer: Account) -> None:
    problem = make_problem(district, officer)
    answer(problem, officer)
    set_clock(MOMENT + timedelta(days=JUDGE_DAYS + 1))
    settle_due_problems()
    first = problem.members.first()
    assert first is not None
    say(district, by=make_rider(8), joins=first.need)
    problem.refresh_from_db()
    assert (problem.state, problem.reopened) == ("open", 1)


def test_nothing_is_answered_before_it_has_a_name_or_twice(district: Unit, officer: Account) -> None:
    found = open_problem(needs=[say(district)], label="电梯")
    with pytest.raises(NeedRefused):
        answer(found, officer)
    problem = make_problem(district, officer)
    with pytest.raises(NeedRefused):
        answer(problem, officer, "miracle")
    answer(problem, officer)
    with pytest.raises(NeedRefused):
        answer(problem, officer)
    assert lock_problem(problem).state == "answered"


def test_few_who_say_no_open_it_again_when_the_time_is_over(district: Unit, officer: Account) -> None:
    problem = make_problem(district, officer, [say(district, f"第{n}句", make_rider(200 + n)) for n in range(9)])
    judge_all(answer(problem, officer), "no", "no")
    problem.refresh_from_db()
    assert problem.state == "answered"
    set_clock(MOMENT + timedelta(days=JUDGE_DAYS + 1))
    assert settle_due_problems() == 0
    problem.refresh_from_db()
    assert (problem.state, problem.reopened) == ("open", 1)


def test_that_nothing_can_be_done_is_looked_at_once_more_and_then_stands(
    district: Unit, officer: Account, organiser: Account,
) -> None:
    problem = make_problem(district, officer)
    with pytest.raises(NeedRefused):
        answer(problem, organiser, "not", "没有人办过")
    take_problem(by=officer, problem=problem)
    judge_all(answer(problem, organiser, "not", "物业不同意"), "no", "no", "no")
    problem.refresh_from_db()
    assert (problem.state, problem.reopened) == ("open", 1)
    judge_all(answer(problem, organiser, "not", "又问过一次"), "no", "no", "no")
    problem.refresh_from_db()
    assert problem.state == "answered"
    set_clock(MOMENT + timedelta(days=JUDGE_DAYS + 1))
    assert settle_due_problems() == 1
    problem.refresh_from_db()
    assert problem.state == "dropped"


def test_somebody_s_words_are_forgotten_two_years_after_the_end_and_the_name_stays(
    district: Unit, officer: Account,
) -> None:
    problem = make_problem(district, officer)
    Problem.objects.filter(pk=problem.pk).update(state="settled", settled_at=MOMENT)
    set_clock(MOMENT + timedelta(days=730))
    forget_labels()
    problem.refresh_from_db()
    assert problem.label
    set_clock(MOMENT + timedelta(days=731))
    forget_labels()
    problem.refresh_from_db()
    assert (problem.label, problem.title) == ("", "望和嘉园等电梯太久")
