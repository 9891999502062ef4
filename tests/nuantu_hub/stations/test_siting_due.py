"""Staff's today lists the wishes that wait for a look, for who may answer them, in one question."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.stations.siting_cast import wish_at

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.stations.models import SiteWish
from nuantu_hub.stations.siting_due import LOOK_WITHIN, list_due_wishes

pytestmark = pytest.mark.django_db


def test_only_what_waits_and_only_for_its_officer(
        district: Unit, officer: Account, other_officer: Account, rider: Account, bystander: Account,
        django_assert_max_num_queries: object) -> None:
    wish_at(0, rider)
    waiting = wish_at(1)
    SiteWish.objects.update(unit=district)
    with django_assert_max_num_queries(2):  # type: ignore[operator]
        (due,) = list_due_wishes(officer, now())

    assert (due.title, due.key, due.due) == ("有人希望建站：路口1", f"wish-{waiting.pk}", waiting.at + LOOK_WITHIN)
    assert [list(list_due_wishes(one, now())) for one in (other_officer, rider, bystander)] == [[], [], []]
