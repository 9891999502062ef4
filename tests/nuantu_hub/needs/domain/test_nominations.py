"""Nominations: one's own choice, checked by somebody else, with a reason."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from tests.nuantu_hub.needs.election_scene import DATES, Scene, call, prepare

from nuantu_hub.needs.domain.nominations import (
    answer_nomination,
    check_candidate,
    nominate_oneself,
    nominate_other,
    withdraw_candidacy,
)
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Candidacy
from nuantu_hub.people.models import Account, Person, Unit
from nuantu_hub.site.clock import set_clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_clock() -> Iterator[None]:
    """The clock goes on after a test that set it."""
    yield
    set_clock(None)


def stand(scene: Scene, account: Account) -> Candidacy:
    """Somebody stands."""
    return nominate_oneself(account=account, contest=scene.contest(), shown_name="林小满", statement="充电",
                            token=uuid.uuid4())


def test_who_is_put_forward_decides(district: Unit, officer: Account) -> None:
    scene = call(prepare(district, officer, {"food": 12}))
    one, other = scene.voters["food"][:2]
    card = Person.objects.get(account=other).card_number
    made = nominate_other(account=one, contest=scene.contest(), card_number=card, token=uuid.uuid4())

    with pytest.raises(NeedRefused):
        answer_nomination(account=one, candidacy=made, accepts=True, shown_name="甲", statement="乙")
    with pytest.raises(NeedRefused, match="现在不能审查"):
        check_candidate(by=officer, candidacy=made, eligible=True)
    assert answer_nomination(account=other, candidacy=made, accepts=False).state == Candidacy.State.DECLINED
    with pytest.raises(NeedRefused, match="已经提名过"):
        nominate_other(account=one, contest=scene.contest(), card_number=card, token=uuid.uuid4())


def test_a_refusal_names_the_condition(district: Unit, officer: Account) -> None:
    scene = call(prepare(district, officer, {"food": 12}))
    made = stand(scene, scene.voters["food"][0])

    with pytest.raises(NeedRefused, match="哪一条不符"):
        check_candidate(by=officer, candidacy=made, eligible=False)
    assert check_candidate(by=officer, candidacy=made, eligible=False, why="不满一年").refused_why == "不满一年"
    assert check_candidate(by=officer, candidacy=made, eligible=True).refused_why == ""


def test_a_stranger_to_the_roll_and_a_late_one_do_not_stand(district: Unit, officer: Account, rider: Account) -> None:
    scene = call(prepare(district, officer, {"food": 12}))
    with pytest.raises(NeedRefused, match="不在这个选区"):
        stand(scene, rider)
    set_clock(DATES.nominate_until)
    with pytest.raises(NeedRefused, match="提名已经截止"):
        stand(scene, scene.voters["food"][0])


def test_one_can_stand_back_and_only_for_oneself(district: Unit, officer: Account) -> None:
    scene = call(prepare(district, officer, {"food": 12}))
    made = stand(scene, scene.voters["food"][0])

    with pytest.raises(NeedRefused):
        withdraw_candidacy(account=scene.voters["food"][1], candidacy=made)
    assert withdraw_candidacy(account=scene.voters["food"][0], candidacy=made).state == Candidacy.State.WITHDRAWN
