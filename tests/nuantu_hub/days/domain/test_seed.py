"""The demonstration's riders are those whose day has most to show."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from django.conf import settings

from nuantu_hub.days.domain.linking import link_by_code
from nuantu_hub.days.domain.seed import choose_riders, draw_code, score_day, seed_day
from nuantu_hub.days.models import Link, Run
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.seam.base_clauses import read_base

pytestmark = pytest.mark.django_db
SHIPPED = Path(__file__).resolve().parents[4] / "agreements"


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


def test_the_layers_of_the_run_are_kept_so_that_offers_can_be_tried(run: Run, district: Unit, rider: Account,
                                                                    small: object) -> None:
    root = Path(settings.DATA.root) / "agreements"
    stood = set(root.glob("*"))
    try:
        seed_day(unit=district, rider=rider, source=small.out, agreements=SHIPPED)  # type: ignore[attr-defined]
        book = {one.parent.name.partition("-")[2] for one in (run.folder / "book").glob("*/agreement.yaml")}
        assert book <= {one.parent.name for one in root.glob("*/agreement.yaml")}
        assert [one.name for one in read_base(root, "platform-2025").layers][-1] == "demo-assumption"
    finally:  # the data folder is that of all tests of the process
        for one in set(root.glob("*")) - stood:
            shutil.rmtree(one)
