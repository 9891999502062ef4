"""Pages of appeals: handed in by the keeper, answered by an officer without a part in it."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.stations.star_cast import appoint, at, build_station, hand_in, keep, plan, rate_now

from nuantu_hub.people.models import Account, Post, Unit
from nuantu_hub.stations.models import Star, StarAppeal

pytestmark = pytest.mark.django_db


def test_from_the_objection_to_the_corrected_star(as_: As, street: Unit, district: Unit, officer: Account) -> None:
    station, inspector = build_station(street), appoint("one", district)
    keeper, judge = keep(station), appoint("judge", district, Post.Role.OFFICER)
    with at():
        hand_in(plan(station, inspector), floor_area=15.0, mended_in_time=False)
        star = rate_now(station, officer)
        assert star.stars == 3
        add = reverse("stations:appeal_star", args=[star.pk])
        page = as_(keeper)
        assert "坏了的设备按期修好（否）" in page.get(add).content.decode()
        assert as_(officer).get(add).status_code == 404
        told = {"token": str(uuid4()), "text": "配件缺货，有厂家证明", "items": ["mended_in_time"]}
        assert page.post(add, told | {"text": ""}).status_code == 422
        made = page.post(add, told)
        assert page.post(add, told).url == made.url
        assert page.post(made.url, {"upheld": "yes", "answer": "成立"}).status_code == 200
        assert as_(officer).post(made.url, {"upheld": "yes", "answer": "成立"}).status_code == 422
        assert as_(judge).post(made.url, {"upheld": "yes", "answer": "证明属实"}).status_code == 302
        shown = page.get(made.url).content.decode()
    assert StarAppeal.objects.get().state == "upheld"
    assert Star.objects.published().first().kind == "corrected"  # type: ignore[union-attr]
    assert "证明属实" in shown
    assert "更正为四星" in shown
