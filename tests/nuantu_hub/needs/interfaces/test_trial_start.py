"""Beginning a trial from a common problem."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from nuantu_hub.needs.interfaces.trial_start import START, begin, make_form
from nuantu_hub.needs.models import Trial
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.gathering import STARTS, Matter

pytestmark = pytest.mark.django_db


def test_the_trial_keeps_where_it_came_from(officer: Account, district: Unit) -> None:
    matter = Matter("problem-7", "冬天骑车冷", district.pk, "safety", 38, "/problems/7/")
    form = make_form(officer, matter, None)
    assert str(form.initial["why"]) == "38 人说过：冬天骑车冷"
    filled = make_form(officer, matter, {"token": str(uuid4()), "unit": district.pk, "name": "防风被", "why": "冷",
                                         "sizes": "", "places": 12, "turns": 2, "days": 5})
    assert filled.is_valid(), filled.errors
    begun = begin(officer, matter, filled.cleaned_data)
    made = Trial.objects.get()
    assert (begun.title, begun.address) == ("防风被", reverse("needs:trial", args=[made.pk]))
    assert made.origin == "/problems/7/"


def test_it_stands_in_the_registry() -> None:
    assert START in STARTS
