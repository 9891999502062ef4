"""Policies on their pages: proposed by a form, answered by each side, told apart term by term."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.passes.compound_cast import put_policy, put_sides
from tests.nuantu_hub.queries import count_queries

from nuantu_hub.people.models import Account, Unit

pytestmark = pytest.mark.django_db
SAID = {"workday": "06:00-22:00", "weekend": "08:00-22:00", "vehicles": ["ebike", "foot"], "speed_kmh": "12",
        "stay_max_min": "20", "note_zh": "轻声", "note_en": "", "since": "", "why": "夜里太吵"}


def test_from_a_proposal_to_what_holds(district: Unit, officer: Account, as_: As) -> None:
    sides = put_sides(district, officer)
    where = reverse("passes:policy_propose", args=[sides.compound.pk])
    assert as_(sides.property).post(where, SAID | {"token": uuid.uuid4(), "workday": "早上"}).status_code == 422
    answer = as_(sides.property).post(where, SAID | {"token": uuid.uuid4()})
    policy = sides.compound.policies.get()
    assert answer.url == reverse("passes:policy", args=[policy.pk])
    for role in ("committee", "street", "union"):
        as_(sides.get(role)).post(reverse("passes:policy_say", args=[policy.pk]), {"role": role, "agrees": "yes"})
    policy.refresh_from_db()
    assert policy.state == "agreed"
    assert "现在有效" in as_(sides.street).get(reverse("passes:policies", args=[sides.compound.pk])).content.decode()


def test_what_differs_stands_on_both_pages_and_a_no_needs_its_reason(district: Unit, officer: Account, as_: As) -> None:
    sides = put_sides(district, officer)
    put_policy(sides)
    as_(sides.street).post(reverse("passes:policy_propose", args=[sides.compound.pk]), SAID | {"token": uuid.uuid4()})
    policy = sides.compound.policies.get(version=2)
    say, client = reverse("passes:policy_say", args=[policy.pk]), as_(sides.committee)
    page = client.get(reverse("passes:policy", args=[policy.pk])).content.decode()
    assert "15 公里/小时" in page
    assert "12 公里/小时" in page
    assert "没有写为什么不同意" in client.post(say, {"role": "committee", "agrees": "no"}, follow=True).content.decode()
    client.post(say, {"role": "committee", "agrees": "no", "why": "太晚"})
    policy.refresh_from_db()
    assert policy.state == "refused"


def test_who_proposed_takes_it_back(district: Unit, officer: Account, as_: As) -> None:
    sides = put_sides(district, officer)
    as_(sides.street).post(reverse("passes:policy_propose", args=[sides.compound.pk]), SAID | {"token": uuid.uuid4()})
    policy = sides.compound.policies.get()
    as_(sides.property).post(reverse("passes:policy_say", args=[policy.pk]), {"agrees": "back"})
    policy.refresh_from_db()
    assert policy.state == "proposed"
    as_(sides.street).post(reverse("passes:policy_say", args=[policy.pk]), {"agrees": "back"})
    policy.refresh_from_db()
    assert policy.state == "withdrawn"


def test_the_list_asks_the_same_for_one_and_for_many(district: Unit, officer: Account, as_: As) -> None:
    sides = put_sides(district, officer)
    policy, client = put_policy(sides), as_(officer)
    where = reverse("passes:policies", args=[sides.compound.pk])
    one = count_queries(client, where)
    for version in range(2, 9):
        policy.pk, policy.version, policy.token = None, version, uuid.uuid4()
        policy.until = policy.since
        policy.save(force_insert=True)

    assert count_queries(client, where) == one
