"""A plan is asked, computed by the engine itself, published, withdrawn."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from tests.nuantu_hub.stations.siting_cast import put_candidates, put_plan, wish_at
from tests.nuantu_hub.stations.visit_cast import build_station

from nuantu_hub.people.models import Account, Deed, Unit
from nuantu_hub.stations.domain.site_demand import SHARES
from nuantu_hub.stations.domain.site_plans import ask_plan, publish_plan, solve_plan, withdraw_plan
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import SitePlan

pytestmark = pytest.mark.django_db


def ask(unit: Unit, by: Account | None = None, **more: Any) -> SitePlan:
    told: dict[str, Any] = {"sites": 2, "walk_minutes": 10, "around_the_clock": False, "shares": SHARES,
                            "token": uuid.uuid4()} | more
    return ask_plan(by=by, unit=unit, **told)


def test_it_is_computed_from_votes_to_sites_with_proof_and_effect(
        district: Unit, rider: Account, other_rider: Account, officer: Account) -> None:
    put_candidates(district, 3)
    build_station(district, "S-0")
    wish_at(1, rider)
    wish_at(1, other_rider)
    wish_at(2, rider)
    plan = solve_plan(ask(district, officer, sites=1))

    assert (plan.state, plan.why_failed) == ("done", "")
    assert plan.result is not None
    assert [site["id"] for site in plan.result["sites"]] == ["HX-1"]
    assert (plan.result["gap"], plan.result["covered"], plan.result["total"]) == (0, 120, 180)
    assert plan.result["lacks"] == ["days"]
    assert plan.result["effect"]["covered_without"]["wishes"] == 0


def test_the_engines_refusal_is_kept_in_words(district: Unit, officer: Account) -> None:
    put_candidates(district, 2)
    plan = ask(district, officer, sites=2)
    SitePlan.objects.filter(pk=plan.pk).update(sites=9)
    failed = solve_plan(SitePlan.objects.get(pk=plan.pk))

    assert failed.state == "failed"
    assert "9 sites cannot be chosen from 2 candidates" in failed.why_failed
    assert failed.result is None


@pytest.mark.parametrize(("more", "field"), [
    ({"sites": 0}, "sites"), ({"sites": 4}, "sites"), ({"sites": 101}, "sites"), ({"walk_minutes": 2}, "walk_minutes"),
    ({"shares": {"dwell": -1}}, "dwell"), ({"shares": {"wishes": 1001}}, "wishes"),
    ({"shares": {"dwell": 0, "orders": 0, "wishes": 0}}, "dwell")])
def test_what_cannot_be_computed_is_refused_by_field(
        district: Unit, officer: Account, more: dict[str, Any], field: str) -> None:
    put_candidates(district, 3)
    with pytest.raises(StationRefused) as refused:
        ask(district, officer, **more)

    assert refused.value.field == field
    assert not SitePlan.objects.exists()


def test_one_at_a_time_and_the_same_token_once(district: Unit, officer: Account) -> None:
    put_candidates(district, 3)
    token = uuid.uuid4()

    assert ask(district, officer, token=token) == ask(district, officer, token=token)
    with pytest.raises(StationRefused):
        ask(district, officer)


def test_the_newer_publication_takes_the_place_of_the_older(district: Unit, officer: Account) -> None:
    old, new = put_plan(district), put_plan(district)
    publish_plan(by=officer, plan=old)
    publish_plan(by=officer, plan=new)
    old.refresh_from_db()
    new.refresh_from_db()

    assert (old.is_public, new.is_public) == (False, True)
    withdraw_plan(by=officer, plan=new)
    new.refresh_from_db()
    assert not new.is_public
    assert list(Deed.objects.order_by("pk").values_list("verb", flat=True)) == [
        "sites published", "sites withdrawn", "sites published", "sites withdrawn"]


def test_an_unfinished_plan_is_not_published(district: Unit, officer: Account) -> None:
    with pytest.raises(StationRefused):
        publish_plan(by=officer, plan=put_plan(district, state="running"))
