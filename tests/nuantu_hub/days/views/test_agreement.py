"""The agreement of a run, layer by layer, against others, with its readings."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from nuantu_hub.days.models import Run
from nuantu_hub.days.views.agreement import choose_other
from nuantu_hub.people.models import Account

pytestmark = pytest.mark.django_db
As = Callable[[Account], Client]
SHIPPED = Path(__file__).resolve().parents[4] / "agreements"


@pytest.fixture
def earlier() -> None:
    """An earlier agreement of the platform, kept in the hub."""
    place = Path(settings.DATA.root) / "agreements" / "platform-2024"
    place.mkdir(parents=True, exist_ok=True)
    shutil.copy2(SHIPPED / "platform-2024" / "agreement.yaml", place)


def test_every_layer_shows_all_its_provisions(as_: As, officer: Account, run: Run) -> None:
    client, where = as_(officer), reverse("days:agreement", args=[run.pk])
    for layer in run.view.agreement["layers"]:
        page = client.get(f"{where}?layer={layer['id']}").content.decode()
        assert page.count('class="provision"') == len(layer["provisions"])
    assert client.get(f"{where}?layer=none").status_code == 404
    assert client.get(f"{where}?show=none").status_code == 404


def test_an_earlier_agreement_is_held_against_it_side_by_side(as_: As, officer: Account, run: Run,
                                                            earlier: None) -> None:
    client, where = as_(officer), reverse("days:agreement", args=[run.pk])
    page = client.get(f"{where}?show=differences").content.decode()
    assert "platform-2024" in page
    assert "2024-12-30" in page
    assert client.get(f"{where}?show=differences&against=nobody").status_code == 404


def test_no_real_party_is_named_beside_the_invented_day(as_: As, officer: Account, run: Run, earlier: None) -> None:
    client, where = as_(officer), reverse("days:agreement", args=[run.pk])
    named = {name for layer in run.view.agreement["layers"] for party in layer["parties"] for name in party}
    real = named & {"美团", "Meituan"}
    assert real
    for query in ("", "?show=differences", "?show=readings"):
        page = client.get(where + query).content.decode()
        assert not [name for name in real if name in page]


def test_readings_are_listed_with_the_chosen_one(as_: As, officer: Account, run: Run) -> None:
    page = as_(officer).get(reverse("days:agreement", args=[run.pk]) + "?show=readings").content.decode()
    assert all(one["printed"] in page for one in run.view.agreement["readings"])


def test_the_newest_earlier_agreement_of_the_same_name_is_compared_first() -> None:
    assert choose_other("platform-2025", ["gbt-46862-2025", "platform-2022", "platform-2024", "platform-2026"]) == \
        "platform-2024"
    assert choose_other("platform-2025", ["gbt-46862-2025"]) == "gbt-46862-2025"
    assert choose_other("platform-2025", []) == ""
