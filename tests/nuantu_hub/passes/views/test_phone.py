"""The rider's page as the hub gives it: who gets it, what stands in it, and what does not."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from django.test import Client
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.passes.pass_cast import confirm, let_carry

from nuantu_hub.passes.domain.withdrawing import report_lost
from nuantu_hub.passes.interfaces.page_modules import list_modules
from nuantu_hub.passes.models import Suspension
from nuantu_hub.passes.views.phone import ENTRY
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def read_told(client: Client) -> dict[str, object]:
    """What the page tells its scripts."""
    text = client.get("/pass/").content.decode()
    found = re.search(r'<script id="told" type="application/json">(.*?)</script>', text)
    assert found is not None
    return dict(json.loads(found.group(1)))


def test_workers_get_the_page_and_nobody_else(as_: As, rider: Account, officer: Account, client: Client) -> None:
    answers = [as_(rider).get("/pass/"), as_(officer).get("/pass/"), client.get("/pass/")]

    assert [answer.status_code for answer in answers] == [200, 404, 302]


def test_the_page_says_nothing_of_who_looks_at_it(as_: As, rider: Account, other_rider: Account, street: Unit) -> None:
    """Of two riders it differs in one mark, from which nothing can be told: no name, no number, no union."""
    confirm(let_carry(rider), street)
    client = as_(rider)
    text = client.get("/pass/").content.decode()
    own, other = read_told(client), read_told(as_(let_carry(other_rider)))

    assert [word for word in ("林小满", "13900000001", street.name) if word in text] == []
    assert own["owner"] != other["owner"]
    assert {**own, "owner": ""} == {**other, "owner": ""}
    assert re.fullmatch("[0-9a-f]{24}", str(own["owner"]))


def test_compiled_modules_run_on_this_page_and_not_on_others(as_: As, rider: Account) -> None:
    client = as_(rider)

    policies = [client.get(path).headers["Content-Security-Policy"] for path in ("/pass/", "/me/")]

    assert ["'wasm-unsafe-eval'" in policy for policy in policies] == [True, False]
    assert [re.search("'unsafe-(eval|inline)'", policy) for policy in policies] == [None, None]


def test_who_has_not_agreed_is_asked_first(as_: As, rider: Account) -> None:
    client = as_(rider)
    before = read_told(client)["agreed"]
    let_carry(rider)

    assert (before, read_told(client)["agreed"]) == (False, True)


def test_a_lost_phone_and_a_suspension_are_told_to_the_phone(as_: As, rider: Account, officer: Account,
                                                             district: Unit) -> None:
    """By both credentials were withdrawn: it must not go on showing them."""
    client = as_(let_carry(rider))
    fresh = read_told(client)["stopped"]
    report_lost(account=rider)
    suspension = Suspension.objects.create(account=rider, unit=district, by=officer, since=now(), cause="other",
                                           words="x", until=now() + timedelta(days=3))
    stopped = read_told(client)["stopped"]

    assert fresh == {"lost": 0, "suspension": None, "url": "/pass/suspension/"}
    assert stopped == {"lost": pytest.approx(now().timestamp(), abs=5), "suspension": suspension.pk,
                       "url": "/pass/suspension/"}


def test_the_worker_keeps_every_file_that_the_page_stands_on(client: Client) -> None:
    text = client.get("/pass/worker.js").content.decode()
    found = re.match(r"const SHELL = (\[.*?\]);\n", text)
    assert found is not None
    shell = json.loads(found.group(1))

    assert {f"/static/{name}" for name in list_modules(ENTRY)} < set(shell)
    assert "/static/passes/vendor/zxing/zxing_reader.wasm" in shell
    assert "林" not in text


def test_the_manifest_opens_the_page(client: Client) -> None:
    told = client.get("/pass/manifest.webmanifest").json()

    assert (told["start_url"], told["scope"], told["display"], told["short_name"]) == (
        "/pass/", "/pass/", "standalone", "速通码")
