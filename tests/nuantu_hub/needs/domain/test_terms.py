"""Terms and vacancies: fifteen days, filled by whoever came next or by a vote."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta

import pytest
from tests.nuantu_hub.needs.election_scene import AFTER, Scene, begin_polls, close, list_lines, open_together, vote

from nuantu_hub.needs.domain.terms import end_term, fill_with_next, find_next, prepare_by_election
from nuantu_hub.needs.election_due import list_due_vacancies
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Election, Representative, Vacancy
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import set_clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_clock() -> Iterator[None]:
    """The clock goes on after a test that set it."""
    yield
    set_clock(None)


def elect(district: Unit, officer: Account) -> Scene:
    """Two seats, three candidates, of whom all have enough votes."""
    scene = begin_polls(district, officer, {"food": 14}, seats=2, candidates=3)
    first, second, third = list_lines(scene.contest())
    for place, account in enumerate(scene.voters["food"][:12]):
        vote(scene, account, ((first, second), (first, third), (second, third))[place % 3])
    return open_together(close(scene))


def test_a_vacant_seat_has_fifteen_days_and_goes_to_the_next(district: Unit, officer: Account) -> None:
    elect(district, officer)
    left = Representative.objects.order_by("pk")[0]
    end_term(by=officer, representative=left, ended="resigned", why="换了城市")
    vacancy = Vacancy.objects.get()
    following = find_next(vacancy)

    assert vacancy.due_at == AFTER + timedelta(days=15)
    assert following is not None
    assert following.person_id not in set(Representative.objects.values_list("person_id", flat=True))
    set_clock(AFTER + timedelta(days=2))
    assert [one.detail for one in list_due_vacancies(officer, AFTER + timedelta(days=2))] == ["空缺第 3 天，共 15 天"]
    made = fill_with_next(by=officer, vacancy=vacancy)
    assert (made.person_id, made.until) == (following.person_id, left.until)
    assert list(list_due_vacancies(officer, AFTER)) == []
    with pytest.raises(NeedRefused, match="已经补上"):
        fill_with_next(by=officer, vacancy=vacancy)


def test_after_a_recall_only_a_vote_fills_the_seat(district: Unit, officer: Account) -> None:
    elect(district, officer)
    end_term(by=None, representative=Representative.objects.order_by("pk")[0], ended="recalled", why="不来")
    vacancy = Vacancy.objects.get()

    assert find_next(vacancy) is None
    with pytest.raises(NeedRefused, match="组织补选"):
        fill_with_next(by=officer, vacancy=vacancy)
    made = prepare_by_election(by=officer, vacancy=vacancy, token=uuid.uuid4())
    assert made.kind == Election.Kind.BY
    assert made.closes_at < vacancy.due_at
    assert prepare_by_election(by=officer, vacancy=vacancy, token=uuid.uuid4()) == made


def test_a_term_ends_once_and_with_a_reason(district: Unit, officer: Account) -> None:
    elect(district, officer)
    seat = Representative.objects.order_by("pk")[0]

    with pytest.raises(NeedRefused):
        end_term(by=officer, representative=seat, ended="resigned", why=" ")
    end_term(by=officer, representative=seat, ended="resigned", why="换了城市")
    end_term(by=officer, representative=seat, ended="left", why="再说一次")
    seat.refresh_from_db()
    assert (seat.ended, Vacancy.objects.count()) == ("resigned", 1)
