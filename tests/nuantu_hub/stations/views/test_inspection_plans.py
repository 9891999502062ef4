"""Pages of plans: made by an officer, the seed hidden until the end."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.stations.star_cast import MOMENT, appoint, at, build_station

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.stations.models import Inspection, InspectionPlan

pytestmark = pytest.mark.django_db
TODAY = MOMENT.date()


def test_an_officer_draws_a_plan_and_the_seed_is_shown_after_it(as_: As, street: Unit, district: Unit, officer: Account,
                                                                other_officer: Account) -> None:
    inspector = appoint("one", district)
    for number in range(6):
        build_station(street, f"DH-{number}")
    told = {"token": str(uuid4()), "first_day": TODAY.isoformat(), "last_day": (TODAY + timedelta(days=50)).isoformat(),
            "most_a_day": "2", "unannounced_percent": "40", "seed": "摇号 0417"}
    with at():
        page = as_(officer)
        assert page.get(reverse("stations:inspection_plans")).status_code == 200
        made = [page.post(reverse("stations:inspection_plans"), told) for _time in range(2)]
        assert made[0].url == made[1].url
        assert page.post(reverse("stations:inspection_plans"), told | {"token": str(uuid4())}).status_code == 422
        now, plan = page.get(made[0].url).content.decode(), InspectionPlan.objects.get()
        assert as_(inspector).get(made[0].url).status_code == 200
        assert as_(other_officer).get(made[0].url).status_code == 404
        assert as_(inspector).get(reverse("stations:inspection_plans")).status_code == 404
    with at(51):
        then = page.get(made[0].url).content.decode()
    assert Inspection.objects.count() == 7
    assert plan.seed_digest in now
    assert "摇号 0417" not in now
    assert "摇号 0417" in then
    assert "与存下的一样" in then
