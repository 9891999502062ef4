"""Everybody sees compounds that take the pass, their rules and maps, and no small number of complaints."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse
from tests.nuantu_hub.passes.compound_cast import put_compound, put_trial
from tests.nuantu_hub.queries import count_queries

from nuantu_hub.passes.domain.compounds import pause_compound
from nuantu_hub.passes.domain.resident_complaints import complain
from nuantu_hub.passes.models import Compound
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.stations.domain.limits import Caller

pytestmark = pytest.mark.django_db


def test_rules_gates_and_map_are_public(district: Unit, officer: Account, stranger: Client) -> None:
    compound = put_trial(district, officer).compound
    body = stranger.get(reverse("passes:open_compound", args=[compound.sign])).content.decode()

    for words in ("15 公里/小时", "30 分钟内", "06:00–23:00", "南门", "和风苑property", 'class="compound-map"'):
        assert words in body, words


def test_what_prepares_or_left_is_not_there(district: Unit, officer: Account, stranger: Client) -> None:
    compound = put_compound(district, officer)

    assert stranger.get(reverse("passes:open_compound", args=[compound.sign])).status_code == 404
    assert "和风苑" not in stranger.get(reverse("passes:open_compounds")).content.decode()


def test_fewer_than_five_complaints_are_not_told(district: Unit, officer: Account, stranger: Client) -> None:
    compound = put_trial(district, officer).compound
    page = reverse("passes:open_compound", args=[compound.sign])
    for number in range(5):
        assert ("少于 5 件" in stranger.get(page).content.decode()) is True, number
        complain(compound=compound, kind="noise", words="", caller=Caller("", ""), token=uuid.uuid4())
    assert "一共 5 件" in stranger.get(page).content.decode()


def test_a_pause_is_told_with_its_reason(district: Unit, officer: Account, stranger: Client) -> None:
    sides = put_trial(district, officer)
    pause_compound(by=sides.street, compound=sides.compound, why="消防演练")

    assert "消防演练" in stranger.get(reverse("passes:open_compound", args=[sides.compound.sign])).content.decode()


def test_the_list_asks_the_same_for_one_and_for_many(district: Unit, officer: Account, stranger: Client) -> None:
    put_trial(district, officer)
    one = count_queries(stranger, reverse("passes:open_compounds"))
    for number in range(8):
        put_compound(district, officer, f"小区{number}", lat_deg=39.9 + number / 50)
    Compound.objects.update(state=Compound.State.LIVE)

    assert count_queries(stranger, reverse("passes:open_compounds")) == one
