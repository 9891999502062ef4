"""A pool as one part of the workers sees it."""

from __future__ import annotations

from nuantu.settle.pools import SHARES, Pool


def test_a_part_keeps_the_sums_of_all_and_only_its_own_lifted_workers() -> None:
    whole = Pool(counted_s=36_000, short_minor=1_201, lifted=frozenset({"R1", "R4"}))
    assert whole.limit_to(frozenset({"R1", "R2"})) == Pool(36_000, 1_201, frozenset({"R1"}))
    assert whole.limit_to(frozenset()) == Pool(36_000, 1_201, frozenset())


def test_parts_that_share_nobody_lift_each_worker_once() -> None:
    whole = Pool(counted_s=7, short_minor=5, lifted=frozenset({"R1", "R2", "R3"}))
    parts = [whole.limit_to(frozenset(names)).lifted for names in ({"R1", "R9"}, {"R2", "R3"})]
    assert sorted(name for part in parts for name in part) == ["R1", "R2", "R3"]


def test_shares_name_period_and_worker_before_what_they_bring() -> None:
    assert SHARES.names == ["period", "worker_id", "counted_s", "paid_minor"]
