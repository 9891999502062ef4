"""reyes-2018: acts every five minutes, bundles under load, and knows the mdrp rules alone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.nuantu.dispatch.small_snapshot import MDRP, OPEN, make_snapshot

from nuantu.core.errors import InputError
from nuantu.dispatch.policies.reyes import Reyes

ROUND_S = 1_000_200


def at_optimisation(seed: int, workers: int, orders: int):
    """A snapshot at a multiple of five minutes, all meals ready."""
    snapshot = make_snapshot(MDRP, seed, workers, orders)
    return replace(snapshot, now_s=ROUND_S, w_free_s=np.full(workers, ROUND_S), o_ready_s=np.full(orders, ROUND_S),
                   w_room=np.full(workers, 20), w_cap=np.full(workers, 20))


def test_between_optimisations_nothing_is_decided() -> None:
    """A minute later there is no push."""
    snapshot = at_optimisation(1, 6, 4)

    assert len(Reyes(1).decide(snapshot).push_order) > 0
    assert len(Reyes(1).decide(replace(snapshot, now_s=ROUND_S + 60)).push_order) == 0


def test_bundles_grow_with_the_load() -> None:
    """As many couriers as orders: singles. One courier for eight orders of four merchants: several together."""
    singles = Reyes(1).decide(at_optimisation(2, 8, 4))
    loaded = Reyes(1).decide(at_optimisation(2, 1, 8))

    assert np.bincount(singles.push_worker).max() == 1
    assert np.bincount(loaded.push_worker).max() > 1


def test_the_open_rule_set_is_refused() -> None:
    """In one sentence with a way out."""
    with pytest.raises(InputError, match="mdrp rule set alone"):
        Reyes(1).decide(make_snapshot(OPEN, 1))
