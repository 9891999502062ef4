"""A deliberation that a problem begins is a draft that says where it comes from."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from nuantu_hub.needs.domain.talk_starts import start_deliberation
from nuantu_hub.needs.models import Deliberation
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.site.gathering import Matter

pytestmark = pytest.mark.django_db


def test_the_draft_keeps_name_and_address_of_the_problem(district: Unit, officer: Account) -> None:
    matter = Matter("problem-1", "电梯等太久", district.pk, "gate", 38, "/problems/1/")
    told = {"question": "怎么算？", "opens_at": now(), "closes_at": now() + timedelta(days=7), "token": uuid.uuid4()}
    made = start_deliberation(by=officer, matter=matter, **told)
    assert start_deliberation(by=officer, matter=matter, **told) == made
    assert (made.title, made.origin_name, made.origin_address, made.announced_at, made.unit) == (
        "电梯等太久", "电梯等太久", "/problems/1/", None, district)
    assert Deliberation.objects.count() == 1
