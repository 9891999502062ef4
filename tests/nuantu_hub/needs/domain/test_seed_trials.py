"""The demonstration's trials: one handed out, one tried with an open danger, one asked; the same each time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tests.nuantu_hub.needs.trial_cast import build_station

from nuantu_hub.needs.domain.seed_trials import draw_signature, read_told, seed_trials
from nuantu_hub.needs.domain.trial_results import check_result
from nuantu_hub.needs.domain.trial_testers import check_draw
from nuantu_hub.needs.models import Trial, TrialDraw, TrialHandout, TrialHazard, TrialResult
from nuantu_hub.people.models import Account, Membership, Person, Post, Unit
from nuantu_hub.people.models.unit import plant_unit

pytestmark = pytest.mark.django_db
MOMENT = datetime(2026, 11, 21, 6, 0, tzinfo=UTC)


@pytest.fixture
def chaoyang(city: Unit) -> Unit:
    """The district of the demonstration with its officers, members and stations."""
    unit = plant_unit("朝阳区总工会", Unit.Kind.DISTRICT, city)
    for login, place in (("officer-chaoyang", unit), ("officer-city", city)):
        Post.objects.create(account=Account.objects.create_staff(login, "赵区"), unit=place, role="officer",
                            since=MOMENT - timedelta(days=900))
    for number in range(40):
        person = Person(name=f"骑手{number}", occupation="food", created_at=MOMENT)
        person.set_phone(f"+86138{number:08d}")
        person.save()
        Membership.objects.create(person=person, unit=unit, standing="full", since=MOMENT - timedelta(days=90),
                                  began="joined")
    for number in range(3):
        build_station(unit, f"DM-{number}")
    return unit


def test_three_trials_stand_in_three_states_and_can_be_checked(chaoyang: Unit) -> None:
    del chaoyang
    assert seed_trials(MOMENT) == "3 trials"
    assert seed_trials(MOMENT) == "3 trials"
    assert {trial.name: trial.state for trial in Trial.objects.all()} == {
        "电动车防风被": "handing", "骑行保暖手套": "trying", "夜间反光背心": "survey"}
    assert all(check_draw(draw) for draw in TrialDraw.objects.all())
    result = TrialResult.objects.get()
    assert check_result(result)
    assert next(one["letter"] for one in result.told["results"]) == "C"
    assert sorted(TrialHazard.objects.values_list("state", flat=True)) == ["confirmed", "open"]
    assert TrialHandout.objects.count() == sum(read_told()["trials"][0]["handed"])


def test_a_signature_is_a_picture() -> None:
    assert draw_signature("林小满").read(4) == b"\x89PNG"
