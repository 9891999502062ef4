"""The desk of compounds: who sees which, what each page says, and that what a form says is done."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.passes.compound_cast import put_compound, put_ready, put_sides, put_trial
from tests.nuantu_hub.queries import count_queries

from nuantu_hub.passes.models import Compound, Party
from nuantu_hub.people.models import Account, Unit

pytestmark = pytest.mark.django_db
PAGES = ("compound", "compound_gates", "compound_map", "policies", "complaints", "compound_state")


def test_each_side_sees_its_own_compound_and_others_see_none(
        district: Unit, officer: Account, other_officer: Account, rider: Account, as_: As, stranger: Client) -> None:
    sides = put_trial(district, officer)
    other = put_sides(district, officer, "远山居", lat_deg=40.02)
    inside = [as_(one) for one in (officer, sides.property, sides.committee, sides.street)]
    outside = [as_(one) for one in (other_officer, rider, other.property)]
    for name in PAGES:
        where = reverse(f"passes:{name}", args=[sides.compound.pk])

        assert [one.get(where).status_code for one in inside] == [200] * 4, name
        assert [one.get(where).status_code for one in outside] == [404] * 3, name
        assert stranger.get(where).status_code == 302


def test_an_outside_side_begins_at_its_own_compounds_and_is_shown_no_way_to_the_unions_day(
        district: Unit, officer: Account, as_: As) -> None:
    sides = put_trial(district, officer)
    put_sides(district, officer, "远山居", lat_deg=40.02)
    for side in (sides.property, sides.committee, sides.street):
        first = as_(side).get(reverse("days:home"), follow=True)
        body = first.content.decode()

        assert (first.status_code, first.redirect_chain) == (200, [(reverse("passes:compounds"), 302)])
        assert (sides.compound.name in body, "远山居" in body) == (True, False)
        assert f'href="{reverse("people:today")}"' not in body


def test_an_officer_registers_a_compound_and_invites_its_manager(district: Unit, officer: Account, as_: As) -> None:
    client = as_(officer)
    page = client.get(reverse("passes:compound_add"))
    token = re.findall(r'name="token" value="([^"]+)"', page.content.decode())[0]
    said = {"token": token, "name": "柳荫嘉园", "address": "清渠街 9 号", "unit": district.pk, "lat_deg": "39.99",
            "lon_deg": "116.47", "datum": "wgs84", "contact": "010-5550 1234"}
    first = client.post(reverse("passes:compound_add"), said)
    again = client.post(reverse("passes:compound_add"), said)
    made = Compound.objects.get()

    assert first.url == again.url == reverse("passes:parties", args=[made.pk])
    invited = client.post(first.url, {"role": "property", "body": "安居物业", "login": "wuye-1", "name": "李门"})
    party = Party.objects.get()
    assert (party.role, party.account.login) == ("property", "wuye-1")
    assert f"/invited/{party.account.pk}/" in invited.content.decode()


def test_what_is_wrong_stands_beside_its_field(district: Unit, officer: Account, as_: As) -> None:
    del district
    answer = as_(officer).post(reverse("passes:compound_add"), {"name": "", "lat_deg": "116.4", "lon_deg": "39.9"})

    assert answer.status_code == 422
    assert {"name", "address", "unit"} <= answer.context["form"].errors.keys()


def test_signing_is_the_own_sides_alone(district: Unit, officer: Account, as_: As) -> None:
    sides = put_sides(district, officer)
    where = reverse("passes:compound_sign", args=[sides.compound.pk])
    as_(sides.property).post(where, {"role": "street", "says": ""})
    as_(sides.street).post(where, {"role": "street", "says": "同意"})

    assert list(sides.compound.sign_offs.values_list("role", "account")) == [("street", sides.street.pk)]
    as_(sides.street).post(where, {"role": "street", "back": "1"})
    assert not sides.compound.sign_offs.filter(ended_at=None).exists()


def test_every_side_pauses_and_only_the_union_resumes(district: Unit, officer: Account, as_: As) -> None:
    sides = put_trial(district, officer)
    where = reverse("passes:compound_state", args=[sides.compound.pk])

    assert as_(sides.committee).post(where, {"what": "pause", "why": ""}).status_code == 422
    assert as_(sides.committee).post(where, {"what": "pause", "why": "消防演练"}).status_code == 302
    assert as_(sides.property).post(where, {"what": "resume"}).status_code == 422
    sides.compound.refresh_from_db()
    assert (sides.compound.state, sides.compound.state_why) == ("paused", "消防演练")
    assert as_(officer).post(where, {"what": "resume"}).status_code == 302
    sides.compound.refresh_from_db()
    assert sides.compound.state == "trial"


def test_the_list_asks_the_same_for_one_and_for_many(district: Unit, officer: Account, as_: As) -> None:
    client = as_(officer)
    put_compound(district, officer)
    one = count_queries(client, reverse("passes:compounds"))
    for number in range(8):
        put_compound(district, officer, f"小区{number}", lat_deg=39.9 + number / 50)

    assert count_queries(client, reverse("passes:compounds")) == one


def test_the_table_goes_out_with_what_the_list_says(district: Unit, officer: Account, as_: As) -> None:
    put_ready(district, officer)
    body = as_(officer).get(reverse("passes:compounds_table")).content.decode("utf-8-sig")

    assert body.splitlines()[1].split(",")[:1] == ["和风苑"]
    assert ",筹备," in body
