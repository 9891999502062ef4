"""Limits stay with their side; a verdict takes both sides' deed, once a sweep; where it lies takes both consents."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from tests.nuantu_hub.bargaining.scene import Table
from tests.nuantu_hub.bargaining.try_scene import finish_sweep, open_topic

from nuantu_hub.bargaining.domain.side_limits import compare_limits, end_limit, judge_own, put_limits, set_limit
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models import LimitConsent, SideLimit
from nuantu_hub.people.models import Account, Deed

pytestmark = pytest.mark.django_db


def limit(by: Account, table: Table, outcome: str, measure: str, sense: str, value: int) -> SideLimit:
    return set_limit(by=by, talk=table.talk, outcome=outcome, measure=measure, sense=sense, value=value,
                     token=uuid.uuid4())


def set_both(table: Table, least: int = 2880, most: int = 25) -> None:
    limit(table.workers[0], table, "pay_lowest_tenth", "after", "at_least", least)
    limit(table.platform[0], table, "cost_per_order", "diff", "at_most", most)


def test_a_new_limit_takes_the_place_of_the_one_that_limits_the_same(table: Table) -> None:
    first = limit(table.workers[0], table, "hours", "after", "at_most", 3600)
    second = limit(table.workers[1], table, "hours", "after", "at_most", 7200)
    assert list(SideLimit.objects.of_side(table.talk, "workers")) == [second]
    first.refresh_from_db()
    assert first.ended_at is not None
    assert list(SideLimit.objects.of_side(table.talk, "platform")) == []
    assert list(SideLimit.objects.of_side(table.talk, "")) == []
    assert end_limit(by=table.workers[2], limit=second).ended_at is not None


def test_the_record_of_deeds_says_neither_outcome_nor_value_nor_unit(table: Table) -> None:
    limit(table.workers[0], table, "hours", "after", "at_most", 54_321)
    deed = Deed.objects.get(verb="side limit set")
    assert (deed.unit, deed.detail) == (None, {})


def test_who_speaks_for_no_side_sets_none_and_nobody_ends_the_other_s(table: Table) -> None:
    own = limit(table.workers[0], table, "hours", "after", "at_most", 3600)
    for outsider in (table.recorder, table.observer, table.officer):
        with pytest.raises(TalkRefused, match="协商代表"):
            limit(outsider, table, "hours", "after", "at_most", 3600)
    with pytest.raises(TalkRefused, match="不是本方"):
        end_limit(by=table.platform[0], limit=own)
    with pytest.raises(TalkRefused, match="没有这个数"):
        limit(table.workers[0], table, "nothing", "after", "at_most", 1)


def test_a_verdict_stands_when_both_have_put_their_limits_in_and_where_when_both_consent(table: Table) -> None:
    """The lowest tenth is 28.00, 28.50, 29.00 …; the cost rises by 0, 0.10, 0.20, 0.30 …: only 29.00 meets both."""
    sweep = finish_sweep(open_topic(table), table.workers[0])
    set_both(table)
    assert compare_limits(sweep).sides == ()
    put_limits(by=table.workers[0], sweep=sweep, where=True)
    assert (compare_limits(sweep).sides, compare_limits(sweep).exists) == (("workers",), None)
    put_limits(by=table.platform[0], sweep=sweep, where=False)
    found = compare_limits(sweep)
    assert (found.exists, found.region) == (True, None)
    put_limits(by=table.platform[1], sweep=sweep, where=True)
    region = compare_limits(sweep).region
    assert region is not None
    assert region.cells == ("other", "other", "both", "one", "one")


def test_limits_that_were_put_in_stay_so_nobody_searches_for_the_other_s(table: Table) -> None:
    sweep = finish_sweep(open_topic(table), table.workers[0])
    set_both(table, least=9_999)
    put_limits(by=table.workers[0], sweep=sweep, where=False)
    put_limits(by=table.platform[0], sweep=sweep, where=False)
    assert compare_limits(sweep).exists is False
    limit(table.workers[0], table, "pay_lowest_tenth", "after", "at_least", 1)
    put_limits(by=table.workers[0], sweep=sweep, where=False)
    assert compare_limits(sweep).exists is False
    assert LimitConsent.objects.get(side="workers").limits == [["pay_lowest_tenth", "after", "at_least", 9_999]]
    own = judge_own(sweep, "workers")
    assert own is not None
    assert own.count == 5
    assert judge_own(sweep, "") is None


def test_limits_go_into_no_private_or_unfinished_sweep_and_none_without_limits(table: Table) -> None:
    topic = open_topic(table)
    shared, private = finish_sweep(topic, table.workers[0]), finish_sweep(topic, table.workers[0], shared=False)
    told: dict[str, Any] = {"by": table.workers[0], "where": True}
    with pytest.raises(TalkRefused, match="还没有设限度"):
        put_limits(sweep=shared, **told)
    set_both(table)
    with pytest.raises(TalkRefused, match="公开到桌上"):
        put_limits(sweep=private, **told)
    shared.state = "running"
    shared.save()
    with pytest.raises(TalkRefused, match="公开到桌上"):
        put_limits(sweep=shared, **told)
