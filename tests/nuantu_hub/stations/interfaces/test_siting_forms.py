"""The forms take what can be, and say what is missing."""

from __future__ import annotations

import uuid

import pytest

from nuantu_hub.stations.domain.site_demand import SHARES
from nuantu_hub.stations.interfaces.siting_forms import AnswerForm, PlanForm, TableForm, WishForm
from nuantu_hub.stations.models import Station

pytestmark = pytest.mark.django_db


def test_a_plan_form_knows_every_source() -> None:
    form = PlanForm({"sites": 3, "walk_minutes": 10, "token": uuid.uuid4(), "dwell": 1, "orders": 0, "wishes": 60})

    assert form.is_valid()
    assert form.shares == {"dwell": 1, "orders": 0, "wishes": 60}
    assert SHARES.keys() == form.shares.keys()


@pytest.mark.parametrize("more", [{}, {"lat_deg": "39.9"}])
def test_a_wish_without_a_place_on_the_globe_is_not_taken(more: dict[str, str]) -> None:
    form = WishForm({"need": "warm", "place": "路口", "token": uuid.uuid4(), **more})

    assert not form.is_valid()
    assert "还没有位置" in str(form.non_field_errors())


def test_waiting_is_no_answer() -> None:
    form = AnswerForm({"state": "waiting"}, stations=Station.objects.none())

    assert not form.is_valid()
    assert not TableForm({}, {}).is_valid()
