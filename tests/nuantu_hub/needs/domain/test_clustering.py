"""Grouping in the background: the engine itself places needs, identities stay, people have the last word."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.nuantu_hub.needs.problem_cast import MOMENT, TEXTS, make_problem, make_rider, say

from nuantu_hub.needs.domain.clustering import (
    EVERY,
    ask_clustering,
    ask_when_waiting,
    join_problem,
    list_unplaced,
    run_clustering,
)
from nuantu_hub.needs.domain.problem_lineage import split_problem
from nuantu_hub.needs.domain.problems import open_problem
from nuantu_hub.needs.models import ClusterRun, Need, Problem
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now, set_clock

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]
GATES = ("南门登记要排队半小时", "南门登记太慢，每次排队半小时", "在南门登记排了半小时的队")


def run() -> ClusterRun:
    return run_clustering(ClusterRun.objects.create(asked_at=now()))


def place_all(problem: Problem) -> list[str]:
    return sorted(Need.objects.get(pk=key).words for key in problem.members.values_list("need_id", flat=True))


def test_what_says_the_same_becomes_one_problem_and_a_second_run_changes_nothing(district: Unit) -> None:
    for number, words in enumerate((*TEXTS, *GATES)):
        say(district, words, make_rider(number), topic="gate" if words in GATES else "dispatch")
    done = run()
    assert (done.state, done.needs, done.placed, done.opened) == ("done", 7, 7, Problem.objects.count())
    assert len(done.inputs_sha256) == 64
    before = {one.cluster: place_all(one) for one in Problem.objects.all()}
    assert run().needs == 0
    assert {one.cluster: place_all(one) for one in Problem.objects.all()} == before
    assert not any(set(words) & set(TEXTS) and set(words) & set(GATES) for words in before.values())


def test_later_voices_join_what_stands_and_what_a_person_split_stays_split(district: Unit, officer: Account) -> None:
    problem = make_problem(district, officer, [say(district, words, make_rider(50 + n))
                                               for n, words in enumerate((*TEXTS, GATES[0]))])
    gate = Need.objects.get(problem_member__problem=problem, pk=next(
        one.pk for one in Need.objects.all() if one.words == GATES[0]))
    parted = split_problem(by=officer, problem=problem, needs=[gate], name="南门登记慢", why="不是电梯", token=uuid4())
    say(district, GATES[1], make_rider(60))
    done = run()
    assert (done.state, done.placed, done.opened) == ("done", 1, 0)
    assert place_all(parted) == sorted(GATES[:2])
    assert len(place_all(problem)) == 4


def test_what_waits_is_what_has_words_and_no_problem(district: Unit, officer: Account) -> None:
    problem = make_problem(district, officer)
    first = problem.members.first()
    assert first is not None
    say(district, by=make_rider(9), joins=first.need)
    assert list(list_unplaced()) == []
    waiting = say(district, "新说的")
    assert list(list_unplaced()) == [waiting]


def test_the_same_token_and_one_under_way_are_the_same_run(officer: Account) -> None:
    first = ask_clustering(by=officer, token=uuid4())
    assert ask_clustering(by=officer, token=uuid4()) == first
    ClusterRun.objects.update(state="done")
    assert ask_clustering(by=officer, token=first.token) == first
    assert ask_clustering(by=officer, token=uuid4()) != first


def test_the_hub_asks_by_itself_when_something_waits_and_not_too_often(district: Unit) -> None:
    assert ask_when_waiting() is None
    say(district)
    assert ask_when_waiting() is not None
    ClusterRun.objects.update(state="done")
    assert ask_when_waiting() is None
    set_clock(MOMENT + EVERY + timedelta(seconds=1))
    assert ask_when_waiting() is not None


def test_a_machine_s_find_grows_to_the_union_of_all_and_a_named_one_stays_where_it_is(
    city: Unit, district: Unit, other_district: Unit, officer: Account,
) -> None:
    found = open_problem(needs=[say(district)], label="电梯")
    join_problem(found, [say(other_district, TEXTS[1], make_rider(2))])
    named = make_problem(district, officer, [say(district, "别的", make_rider(3))], "别的")
    join_problem(named, [say(other_district, TEXTS[2], make_rider(4))])
    assert (found.unit, named.unit) == (city, district)
