"""The demonstration's try stands in line with real days behind it; without a talk there is nothing to try."""

from __future__ import annotations

from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult
from tests.nuantu_hub.bargaining.try_scene import keep_agreements

from nuantu_hub.bargaining.domain.day_sets import count_days
from nuantu_hub.bargaining.domain.seed_talks import seed_talks
from nuantu_hub.bargaining.domain.seed_tries import seed_try
from nuantu_hub.bargaining.models import DaySet, OfferTry
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_both_positions_wait_for_the_worker_on_days_that_stand(
        district: Unit, officer: Account, django_capture_on_commit_callbacks: Any) -> None:
    del district, officer
    keep_agreements()
    with django_capture_on_commit_callbacks(execute=True):
        seed_talks(now())
        assert [seed_try(), seed_try()] == ["1 tries in line"] * 2

    days, asked = DaySet.objects.get(), OfferTry.objects.get()
    assert (days.state, count_days(days.path)) == ("ready", 6)
    assert (asked.state, asked.shared, asked.of_days) == ("asked", True, 12)
    assert [sorted(asked.changes), len(asked.changes["left"])] == [["left", "right"], len(asked.changes["right"])]
    assert {one.task_path.rpartition(".")[2] for one in DBTaskResult.objects.all()} == {"make_later", "try_later"}


def test_without_offers_of_both_sides_nothing_is_tried(city: Unit) -> None:
    del city
    assert seed_try() == ""
    assert not DaySet.objects.exists()
