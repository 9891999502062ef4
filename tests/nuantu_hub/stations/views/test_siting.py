"""The pages of where the next stations go: who sees them, what they show, that asking computes in the background."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.queries import count_queries
from tests.nuantu_hub.stations.siting_cast import put_candidates, put_plan, wish_at

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.site.jobs import make_worker
from nuantu_hub.stations.models import SitePlan

pytestmark = pytest.mark.django_db


def test_who_comes_first_is_shown_how_to_begin(district: Unit, officer: Account, as_: As) -> None:
    page = as_(officer).get("/siting/").content.decode()

    assert "还没有算过" in page
    assert f"/siting/units/{district.pk}/ask/" in page


def test_the_newest_finished_plan_opens_and_shows_sites_proof_and_why(
        district: Unit, officer: Account, as_: As) -> None:
    plan = put_plan(district)
    put_plan(district, state="running", result=None)
    client = as_(officer)

    assert client.get("/siting/").url == f"/siting/plans/{plan.pk}/"  # type: ignore[attr-defined]
    page = client.get(f"/siting/plans/{plan.pk}/?site=2").content.decode()
    for words in ("再建 2 座", "没有更好的选法", "网点2", "换成最接近的另一处", "因为票，换了 1 座", "看表格"):
        assert words in page
    assert page.count('class="site-mark chosen"') == 1


def test_others_see_nothing(district: Unit, other_officer: Account, rider: Account, bystander: Account,
                            stranger: Client, as_: As) -> None:
    plan = put_plan(district)

    for one in (other_officer, rider, bystander):
        for address in ("", "sites.csv", "problem.json", "trucks/", "progress/"):
            assert as_(one).get(f"/siting/plans/{plan.pk}/{address}").status_code == 404
    assert stranger.get(f"/siting/plans/{plan.pk}/").status_code == 302
    assert as_(other_officer).post(f"/siting/plans/{plan.pk}/publish/").status_code == 404


def test_asking_computes_in_the_background_and_the_page_waits(
        district: Unit, officer: Account, rider: Account, as_: As,
        django_capture_on_commit_callbacks: Callable[..., Any]) -> None:
    put_candidates(district, 3)
    wish_at(1, rider)
    client, told = as_(officer), {"sites": 1, "walk_minutes": 10, "dwell": 1, "orders": 4, "wishes": 60,
                                  "token": str(uuid.uuid4())}
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(f"/siting/units/{district.pk}/ask/", told)
    plan = SitePlan.objects.get()
    waiting = client.get(f"/siting/plans/{plan.pk}/").content.decode()
    (job,) = DBTaskResult.objects.all()
    make_worker(batch=True).run_task(job)
    done = client.get(f"/siting/plans/{plan.pk}/progress/")

    assert answer.url == f"/siting/plans/{plan.pk}/"  # type: ignore[attr-defined]
    assert "排队中" in waiting
    assert done.headers["HX-Refresh"] == "true"
    plan.refresh_from_db()
    assert plan.state == "done"


def test_what_cannot_be_computed_stands_beside_its_field(district: Unit, officer: Account, as_: As) -> None:
    answer = as_(officer).post(f"/siting/units/{district.pk}/ask/", {
        "sites": 5, "walk_minutes": 10, "dwell": 1, "orders": 4, "wishes": 60, "token": str(uuid.uuid4())})

    assert answer.status_code == 422
    assert "可以建站的地方只有 0 处" in answer.content.decode()


def test_published_it_is_read_by_everybody_with_all_its_data(
        district: Unit, officer: Account, stranger: Client, as_: As) -> None:
    plan = put_plan(district)
    assert "还没有公布" in stranger.get("/where-next/").content.decode()
    assert stranger.get("/where-next/data.json").status_code == 404
    as_(officer).post(f"/siting/plans/{plan.pk}/publish/")

    assert "再建 2 座" in stranger.get("/where-next/?site=2").content.decode()
    told = json.loads(stranger.get("/where-next/data.json").content)
    assert told["plan"]["covered"] == 420
    assert len(told["problem"]["points"]) == 3
    as_(officer).post(f"/siting/plans/{plan.pk}/withdraw/")
    assert stranger.get("/where-next/data.json").status_code == 404


def test_it_goes_out_as_a_table_and_as_the_engines_problem(district: Unit, officer: Account, as_: As) -> None:
    plan = put_plan(district)
    client = as_(officer)

    assert client.get(f"/siting/plans/{plan.pk}/sites.csv").content.decode("utf-8-sig").count("\r\n") == 3
    assert json.loads(client.get(f"/siting/plans/{plan.pk}/problem.json").content)["walk"] == {"minutes": 10}
    assert client.get(f"/siting/plans/{put_plan(district, state='failed', problem='', result=None).pk}/sites.csv"
                      ).status_code == 404


def test_parks_and_roads_have_their_page(district: Unit, officer: Account, as_: As) -> None:
    page = as_(officer).get(f"/siting/plans/{put_plan(district).pk}/trucks/").content.decode()

    for words in ("北园", "车多，优先建", "云海高速", "相隔太远，要建", "未核对"):
        assert words in page


def test_a_failed_plan_says_why(district: Unit, officer: Account, as_: As) -> None:
    plan = put_plan(district, state="failed", result=None, why_failed="the walk is not told")

    assert "the walk is not told" in as_(officer).get(f"/siting/plans/{plan.pk}/").content.decode()


def test_a_long_list_asks_no_more_than_a_short_one(district: Unit, officer: Account, as_: As) -> None:
    put_plan(district)
    client = as_(officer)
    few = count_queries(client, "/siting/plans/")
    for _ in range(20):
        put_plan(district, asked_at=now())

    assert count_queries(client, "/siting/plans/") == few
