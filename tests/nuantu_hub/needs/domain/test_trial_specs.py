"""Publishing criteria before anybody knows how the samples are."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.needs.trial_cast import WEIGHTS, begin, draw, tell_all

from nuantu_hub.needs.domain.trial_specs import read_weights, set_spec
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Trial, TrialSpec
from nuantu_hub.people.models import Account, Unit

pytestmark = pytest.mark.django_db


def publish(by: Account, trial: Trial, **change: object) -> TrialSpec:
    told: dict[str, object] = {"words": "轻", "cap_minor": 9_000, "weights": WEIGHTS}
    return set_spec(by=by, trial=trial, **(told | change))  # type: ignore[arg-type]


def test_versions_count_up_and_the_same_one_changes_nothing(officer: Account, district: Unit) -> None:
    trial = begin(officer, district)
    first, again = publish(officer, trial), publish(officer, trial)
    second = publish(officer, trial, cap_minor=8_000)
    assert (first.version, again.pk == first.pk, second.version) == (1, True, 2)
    assert read_weights(second) == WEIGHTS
    trial.refresh_from_db()
    assert trial.state == "sampling"


@pytest.mark.parametrize("change", [
    {"words": ""}, {"cap_minor": 0}, {"weights": {"warmth": 100}}, {"weights": {"warmth": 60, "wheels": 30}},
    {"weights": {"warmth": 71, "wheels": 29}}, {"weights": {"colour": 100}},
    {"weights": {"warmth": -10, "wheels": 110}}])
def test_criteria_that_do_not_add_up_or_forget_safety_are_refused(
        officer: Account, district: Unit, change: dict[str, object]) -> None:
    with pytest.raises(NeedRefused):
        publish(officer, begin(officer, district), **change)


def test_once_somebody_told_how_it_was_no_criterion_moves(officer: Account, district: Unit) -> None:
    trial = draw(officer, district)
    tell_all(trial)
    with pytest.raises(NeedRefused, match="改结果"):
        publish(officer, trial, weights={"warmth": 50, "wheels": 50})
