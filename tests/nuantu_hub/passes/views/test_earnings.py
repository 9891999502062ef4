"""The public figure can be computed again from the table that is published beside it."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse
from tests.nuantu_hub.passes.domain.test_earnings import tell
from tests.nuantu_hub.passes.pass_cast import build_compound_gate

from nuantu_hub.passes.domain.earnings import measure_earned
from nuantu_hub.people.models import Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_the_table_gives_the_figure_again(stranger: Client, street: Unit) -> None:
    for name, uses, baseline in (("甲园", 131, 240), ("乙园", 4_000, 96), ("丙园", 11, 300)):
        gate = build_compound_gate(street, name, baseline_s=baseline)
        for ago in (0, 9, 30):
            tell(gate, ago, let_in=uses, measured=uses, seconds=uses * 2 + 7)
    body = stranger.get(reverse("passes:earned_table")).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(body)))[1:]
    told = [row for row in rows if row[3].isdecimal()]
    again = sum(int(row[3]) * (float(row[5]) - float(row[4])) / 60 for row in told)
    earned = measure_earned(now())

    assert (len(rows), len(told)) == (9, 6)
    assert sum(int(row[3]) for row in told) == earned.uses == 3 * 4_131
    assert again == pytest.approx(earned.saved_min, abs=1e-6)
    assert "11" not in {row[3] for row in rows}


def test_the_page_shows_the_same_and_says_how(stranger: Client, street: Unit) -> None:
    assert "还没有可以公布的数" in stranger.get(reverse("passes:earned")).content.decode()
    tell(build_compound_gate(street, "甲园", baseline_s=305), 0, let_in=120, measured=120, seconds=600)
    page = stranger.get(reverse("passes:earned")).content.decode()

    assert "甲园" in page
    assert ">600<" in page
