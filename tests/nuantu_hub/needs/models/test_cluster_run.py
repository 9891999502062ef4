"""Runs stand newest first."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.nuantu_hub.needs.problem_cast import MOMENT

from nuantu_hub.needs.models import ClusterRun

pytestmark = pytest.mark.django_db


def test_the_newest_run_is_the_first() -> None:
    made = [ClusterRun.objects.create(asked_at=MOMENT + timedelta(hours=hours)) for hours in (0, 2, 1)]
    assert list(ClusterRun.objects.all()) == [made[1], made[2], made[0]]
    assert str(made[0]) == "2026-03-10 02:00 waiting"
