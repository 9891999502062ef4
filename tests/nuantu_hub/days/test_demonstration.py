"""The demonstration is filled once, with the day inside and a rider linked to it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.conf import settings
from tests.nuantu_hub.seam.small_run import SmallRun

from nuantu_hub.days.demonstration import seed_demonstration
from nuantu_hub.days.models import Link, LinkCode, Run
from nuantu_hub.people.models import Account

pytestmark = pytest.mark.django_db


def test_the_demonstration_links_its_first_worker_and_says_who_may_come_in(small: SmallRun, placed: None) -> None:
    door = Path(settings.DATA.root) / "demo.json"
    try:
        told = seed_demonstration(run=small.out, day=None, agreements=None)
        again = seed_demonstration(run=small.out, day=None, agreements=None)
        cast = json.loads(door.read_text(encoding="utf-8"))
    finally:
        door.unlink(missing_ok=True)
    link = Link.objects.get()
    assert cast[0] == str(link.account_id)
    assert link.account.kind == Account.WORKER
    assert (Run.objects.get().unit.place_code, LinkCode.objects.count()) == ("110105", 1)
    assert again == told
    assert f"  {link.account.name}  骑手 rider" in told.splitlines()
