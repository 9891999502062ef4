"""A deliberation has one final computing; rounds have numbers of their own."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.nuantu_hub.needs.talk_cast import open_talk

from nuantu_hub.needs.models import DeliberationRun, RoutingRound
from nuantu_hub.people.models import Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_there_is_one_final_run_and_any_number_of_others(district: Unit) -> None:
    one = open_talk(district)
    told = {"deliberation": one, "seed": 1, "asked_at": now()}
    for _time in range(2):
        DeliberationRun.objects.create(**told)
    final = DeliberationRun.objects.create(**told, is_final=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        DeliberationRun.objects.create(**told, is_final=True)
    assert (final.unit, final.is_under_way) == (district, True)


def test_a_round_stands_once(district: Unit) -> None:
    told = {"deliberation": open_talk(district), "number": 1, "at": now()}
    made = RoutingRound.objects.create(**told)
    assert str(made).endswith(" 1")
    with pytest.raises(IntegrityError), transaction.atomic():
        RoutingRound.objects.create(**told)
