"""Who may see a day, a link and a request; everybody else may not."""

from __future__ import annotations

import pytest

from nuantu_hub.days.models import Link, Run
from nuantu_hub.people.models import Account

pytestmark = pytest.mark.django_db


def test_staff_see_runs_of_units_that_they_reach(run: Run, officer: Account, other_officer: Account, steward: Account,
                                                reviewer: Account, bystander: Account) -> None:
    # The reviewer's street lies below the district that holds the run.
    assert [account.has_perm("days.see_runs", run) for account in (officer, steward, other_officer, reviewer,
                                                                  bystander)] == [True, True, False, False, False]
    assert list(Run.objects.visible_to(officer)) == [run]
    assert not Run.objects.visible_to(other_officer).exists()


def test_a_worker_sees_clauses_of_a_linked_platform_alone(link: Link, run: Run, rider: Account,
                                                         other_rider: Account) -> None:
    assert rider.has_perm("days.see_clause", run)
    assert not other_rider.has_perm("days.see_clause", run)
    assert not rider.has_perm("days.see_runs", run)
    assert list(Run.objects.visible_to(rider)) == [run]
    assert not Run.objects.visible_to(other_rider).exists()


def test_a_link_is_its_owners_alone(link: Link, rider: Account, other_rider: Account, steward: Account,
                                    officer: Account) -> None:
    assert [account.has_perm("days.withdraw_link", link) for account in (rider, other_rider, steward, officer)] == \
        [True, False, False, False]
