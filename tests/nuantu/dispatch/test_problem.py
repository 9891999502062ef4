"""Snapshots know their sizes."""

from __future__ import annotations

from tests.nuantu.dispatch.small_snapshot import MDRP, make_snapshot


def test_a_snapshot_counts_its_workers_and_orders() -> None:
    """Rows of the worker and order arrays."""
    snapshot = make_snapshot(MDRP, 1, 7, 9)

    assert (snapshot.n_workers, snapshot.n_orders) == (7, 9)
