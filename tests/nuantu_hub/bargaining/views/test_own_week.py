"""My rights this week: the worker's own page."""

from __future__ import annotations

import shutil

import pytest
from django.urls import reverse
from tests.nuantu_hub.bargaining.scene import sign_in
from tests.nuantu_hub.days.conftest import link, placed, pseudonym, run, small  # noqa: F401 (fixtures)
from tests.nuantu_hub.seam.small_run import SmallRun

from nuantu_hub.days.models import Link, Run
from nuantu_hub.people.models import Account

pytestmark = pytest.mark.django_db
PAGE = "bargaining:own_week"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_linked_worker_reads_the_clauses_of_the_week(rider: Account, link: Link, run: Run,  # noqa: F811
                                                       small: SmallRun, language: str) -> None:  # noqa: F811
    shutil.copy(small.out / "verdicts.json", run.folder)
    client = sign_in(rider)
    client.cookies["django_language"] = language
    shown = client.get(reverse(PAGE)).content.decode()
    assert "own-clause" in shown
    assert "/my/requests/new/" in shown
    assert reverse(PAGE) in client.get(reverse("days:home")).content.decode()
    assert "own-clause" not in client.get(reverse(PAGE) + "?week=2001-01-01").content.decode()


def test_a_day_whose_audit_is_gone_is_named_and_not_counted(rider: Account, link: Link, run: Run) -> None:  # noqa: F811
    (run.folder / "verdicts.json").unlink(missing_ok=True)
    shown = sign_in(rider).get(reverse(PAGE)).content.decode()
    assert "这些天的核查读不到" in shown
    assert "own-clause" not in shown


def test_without_a_link_the_next_step_stands_there(rider: Account, run: Run) -> None:  # noqa: F811
    shown = sign_in(rider).get(reverse(PAGE)).content.decode()
    assert reverse("days:links") in shown
    assert "own-clause" not in shown


def test_another_worker_and_staff_read_nothing_of_it(rider: Account, other_rider: Account, officer: Account,
                                                     link: Link) -> None:  # noqa: F811
    assert "own-clause" not in sign_in(other_rider).get(reverse(PAGE)).content.decode()
    assert sign_in(officer).get(reverse(PAGE)).status_code == 404


def test_clauses_with_nothing_to_judge_stand_folded_below(rider: Account, link: Link, run: Run) -> None:  # noqa: F811
    (run.folder / "verdicts.json").write_text("[]")
    shown = sign_in(rider).get(reverse(PAGE)).content.decode()
    assert "条，这一周没有什么可核查的" in shown
    assert shown.index("own-clause") < shown.index("条，这一周没有什么可核查的")
