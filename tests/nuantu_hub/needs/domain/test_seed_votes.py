"""The demonstration has a deliberation in each state; filled twice it is filled once."""

from __future__ import annotations

import pytest

from nuantu_hub.needs.domain.seed_votes import seed_votes
from nuantu_hub.needs.models import Deliberation, DeliberationRun, OpinionVoter, Statement
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_one_is_done_one_open_one_drafted(district: Unit, officer: Account) -> None:
    moment = now()
    assert [seed_votes(moment), seed_votes(moment)] == ["3 deliberations"] * 2
    states = {one.title: one.tell_state(moment) for one in Deliberation.objects.all()}
    assert sorted(states.values()) == ["done", "draft", "open"]
    run = DeliberationRun.objects.get()
    assert (run.state, run.voters, run.is_final) == ("done", 194, True)
    assert run.result is not None
    assert sum(run.result["sizes"].values()) == 194
    assert OpinionVoter.objects.filter(deliberation__counted_at__isnull=False).count() == 0
    assert OpinionVoter.objects.count() == 87
    assert Statement.objects.filter(state="waiting").count() == 3
    assert {one.unit for one in Deliberation.objects.all()} == {district}


def test_without_an_officer_nothing_is_filled(city: Unit) -> None:
    assert seed_votes(now()) == "0 deliberations"
