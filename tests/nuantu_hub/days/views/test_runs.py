"""Staff's replay: a page per time without a script, slices for the script, any decision explained."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from nuantu_hub.days.models import Run
from nuantu_hub.days.views.runs import choose_order
from nuantu_hub.people.models import Account

pytestmark = pytest.mark.django_db
As = Callable[[Account], Client]


@pytest.mark.parametrize(("query", "clock"), [("?at=12:18", "12:18"), ("?at=nonsense", "12:18"), ("?at=07:05", "07:05"),
                                             ("?view=city", "12:18"), ("", "12:18")])
def test_the_page_of_a_time_is_drawn_whole_without_a_script(as_: As, officer: Account, run: Run, query: str,
                                                           clock: str) -> None:
    page = as_(officer).get(reverse("days:replay", args=[run.pk]) + query).content.decode()
    assert f'<span id="clock">{clock}</span>' in page
    assert page.count('class="road street"') == 1
    assert "<style" not in page
    assert " style=" not in page


def test_any_order_is_explained_at_its_own_moment(as_: As, officer: Account, run: Run) -> None:
    client, view = as_(officer), run.view
    order = next(key for key in view.lookup.keys("order") if (view.order(key) or {})["opt"])
    story = view.order(order)
    assert story is not None
    page = client.get(reverse("days:replay", args=[run.pk]) + f"?order={order}").content.decode()
    assert story["zh"]["why"] in page
    assert view.clock(story["at"][0]) in page
    assert client.get(reverse("days:replay", args=[run.pk]) + "?order=O%3F").status_code == 404
    panel = client.get(reverse("days:decision", args=[run.pk, order]) + "?fragment=1").content.decode()
    assert story["zh"]["why"] in panel
    assert "<html" not in panel
    assert client.get(reverse("days:decision", args=[run.pk, order])).status_code == 302
    assert client.get(reverse("days:decision", args=[run.pk, "O?"])).status_code == 404


def test_a_slice_is_sent_as_it_was_prepared(as_: As, officer: Account, run: Run) -> None:
    client, where = as_(officer), reverse("days:slice", args=[run.pk, 72])
    plain = client.get(where)
    packed = client.get(where, headers={"Accept-Encoding": "gzip, deflate"})
    assert packed["Content-Encoding"] == "deflate"
    assert json.loads(plain.content) == json.loads(zlib.decompress(packed.content)) == run.view.slice(72)
    assert "private" in packed["Cache-Control"]
    assert client.get(reverse("days:slice", args=[run.pk, 9999])).status_code == 404


def test_the_first_decision_shown_is_one_that_a_clause_bound_where_there_is_one(run: Run) -> None:
    view = run.view
    for number in range(view.facts["slices"]):
        cut = view.slice(number)
        assert cut is not None
        chosen = choose_order(view, cut, cut["from"] + 600)
        assert chosen is None or chosen in {row[0] for row in cut["decisions"]}


def test_nobody_without_a_post_above_it_sees_a_run(as_: As, run: Run, rider: Account, other_officer: Account,
                                                   bystander: Account, stranger: Client) -> None:
    for name, args in (("replay", [run.pk]), ("slice", [run.pk, 72]), ("decision", [run.pk, "O1"]),
                       ("agreement", [run.pk])):
        where = reverse(f"days:{name}", args=args)
        codes = [as_(account).get(where).status_code for account in (rider, other_officer, bystander)]
        assert codes == [404, 404, 404]
        assert stranger.get(where).status_code == 302


def test_the_list_asks_the_database_as_often_for_one_run_as_for_many(
    as_: As, officer: Account, run: Run, django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client, where = as_(officer), reverse("days:runs")
    client.get(where)
    with CaptureQueriesContext(connection) as one:
        client.get(where)
    words = {field.attname: getattr(run, field.attname) for field in Run._meta.concrete_fields}
    Run.objects.bulk_create([Run(**(words | {"id": f"{number:012d}"})) for number in range(60)])
    with django_assert_num_queries(len(one)):
        page = client.get(where).content.decode()
    assert "page=2" in page
