"""The demonstration's riders are those whose day has most to show."""

from __future__ import annotations

import pytest

from nuantu_hub.days.domain.linking import link_by_code
from nuantu_hub.days.domain.seed import choose_riders, draw_code, score_day, seed_day
from nuantu_hub.days.models import Link, Run
from nuantu_hub.people.models import Account, Unit

pytestmark = pytest.mark.django_db


def test_the_spare_code_links_the_second_rider(run: Run, district: Unit, rider: Account, other_rider: Account,
                                               small: object) -> None:
    first, second = choose_riders(run.view, run.clock_t)
    assert first != second
    seeded = seed_day(unit=district, rider=rider, source=small.out)  # type: ignore[attr-defined]
    assert (seeded.run, seeded.pseudonym) == (run, first)
    assert link_by_code(account=other_rider, code=seeded.spare_code).pseudonym == second
    again = seed_day(unit=district, rider=rider, source=small.out)  # type: ignore[attr-defined]
    assert (again, Link.objects.count()) == (seeded, 2)


def test_a_code_follows_from_run_and_rider(run: Run) -> None:
    assert draw_code(run, "R1") == draw_code(run, "R1") != draw_code(run, "R2")
    assert [len(part) for part in draw_code(run, "R1").split("-")] == [4, 4, 4, 4]


def test_a_day_near_the_reminder_shows_more_than_one_that_has_not_begun() -> None:
    empty = {"worked": [0, 0], "online": [], "orders": [], "floors": [], "rights": [], "rests": [], "limits": {}}
    near = empty | {"worked": [7 * 3600, 7 * 3600], "online": [[0, 900]]}
    assert score_day(near, 0, 600) > score_day(empty, 0, 600)
