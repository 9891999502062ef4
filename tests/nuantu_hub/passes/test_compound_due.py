"""Complaints are due for manager and officer, policies and trials for the officer alone."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.nuantu_hub.passes.compound_cast import TERMS, put_trial

from nuantu_hub.passes.compound_due import list_due_complaints, list_due_voices, list_ending_trials
from nuantu_hub.passes.domain.policies import give_voice, propose_policy
from nuantu_hub.passes.domain.resident_complaints import complain
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.limits import Caller

pytestmark = pytest.mark.django_db


def test_who_has_to_do_what(district: Unit, officer: Account, other_officer: Account, rider: Account) -> None:
    sides = put_trial(district, officer, days=9)
    made = complain(compound=sides.compound, kind="noise", words="", caller=Caller("", ""), token=uuid.uuid4())
    policy = propose_policy(by=sides.property, compound=sides.compound, terms=replace(TERMS, speed_kmh=9), since=now(),
                            why="有孩子", token=uuid.uuid4())
    soon = now() + timedelta(days=3)

    def keys(account: Account) -> list[str]:
        return [one.key for source in (list_due_complaints, list_due_voices, list_ending_trials)
                for one in source(account, soon)]
    all_three = [f"complaint-{made.pk}", f"policy-{policy.pk}", f"trial-{sides.compound.pk}"]
    assert keys(officer) == all_three
    assert keys(sides.property) == all_three[:1]
    assert keys(sides.street) == keys(other_officer) == keys(rider) == []
    assert list(list_ending_trials(officer, now())) == []
    give_voice(by=officer, policy=policy, role="union", agrees=True)
    assert list(list_due_voices(officer, soon)) == []
    assert next(iter(list_due_complaints(officer, soon))).due == made.due_at
