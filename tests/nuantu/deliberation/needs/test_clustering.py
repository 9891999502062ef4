"""Cells are counted by cluster, of those members whose texts are at hand."""

from __future__ import annotations

from tests.nuantu.deliberation.needs.test_model import MODEL

from nuantu.deliberation.needs.clustering import Cluster, count_cells, digest_members


def test_cells_of_members_at_hand_are_counted() -> None:
    cluster = Cluster("k", "电梯", ("a", "b", "c"))
    assert count_cells([cluster], {"a": "医院没电梯", "b": "诊所要爬楼"}, MODEL) == {"k": {(0, 1): 2}}


def test_the_digest_tells_an_edit_and_no_order() -> None:
    one, turned, more = Cluster("k", "", ("a", "b")), Cluster("l", "x", ("b", "a")), Cluster("k", "", ("a", "b", "c"))
    assert digest_members(one) == digest_members(turned)
    assert digest_members(one) != digest_members(more)
