"""The demonstration has a talk under way; filled twice it is filled once."""

from __future__ import annotations

import pytest

from nuantu_hub.bargaining.domain.drafts import render_draft
from nuantu_hub.bargaining.domain.seed_talks import seed_talks
from nuantu_hub.bargaining.models import CaucusNote, Delegate, Offer, Talk, Topic
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_a_talk_is_under_way_with_one_topic_agreed(district: Unit, officer: Account) -> None:
    moment = now()
    assert [seed_talks(moment), seed_talks(moment)] == ["1 talks"] * 2
    talk = Talk.objects.get()

    assert (talk.state, talk.unit) == ("talking", district)
    assert [one.state for one in Topic.objects.order_by("number")] == ["offered", "agreed"]
    assert Delegate.objects.filter(side="workers").count() == Delegate.objects.filter(side="platform").count() == 3
    assert Offer.objects.filter(state="draft").count() == CaucusNote.objects.count() == 1
    assert b"PLT-daily-stop" in render_draft(talk)


def test_without_an_officer_nothing_is_filled(city: Unit) -> None:
    assert seed_talks(now()) == ""
