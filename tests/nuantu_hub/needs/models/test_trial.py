"""Trials and who sees them."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.needs.trial_cast import begin, draw

from nuantu_hub.needs.models import Trial
from nuantu_hub.needs.models.trial import draw_seed
from nuantu_hub.people.models import Account, Unit

pytestmark = pytest.mark.django_db


def test_a_trial_is_seen_by_whoever_buys_there(officer: Account, organiser: Account, other_officer: Account,
                                               reviewer: Account, rider: Account, district: Unit) -> None:
    trial = begin(officer, district)
    seen = [Trial.objects.visible_to(one).count() for one in (officer, organiser, other_officer, reviewer, rider)]
    assert seen == [1, 1, 0, 0, 0]
    assert list(Trial.objects.asking()) == [trial]


def test_it_asks_until_it_is_drawn(officer: Account, district: Unit) -> None:
    trial = draw(officer, district)
    assert (list(Trial.objects.asking()), trial.is_drawn, trial.is_decided) == ([], True, False)


def test_seeds_are_long_and_differ() -> None:
    assert {len(draw_seed()) for _time in range(5)} == {32}
    assert len({draw_seed() for _time in range(50)}) == 50
