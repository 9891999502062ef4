"""The adjusted Rand index, against counting every pair."""

from __future__ import annotations

import numpy as np
import pytest
from tests.oracles.slow_deliberation import count_pairs

from nuantu.deliberation.rand_index import measure_agreement


@pytest.mark.parametrize("seed", range(8))
def test_it_is_what_pairs_say(seed: int) -> None:
    """Partitions of different fineness."""
    rng = np.random.default_rng(seed)
    one = rng.integers(0, 3, 40)
    other = np.where(rng.random(40) < 0.7, one, rng.integers(0, 5, 40))

    assert measure_agreement(one, other) == pytest.approx(count_pairs(one.tolist(), other.tolist()))


def test_names_of_groups_do_not_matter() -> None:
    """The same partition gives 1, all together or all alone too."""
    same = np.array([0, 0, 1, 2])

    assert measure_agreement(same, np.array([2, 2, 0, 1])) == 1.0
    assert measure_agreement(np.zeros(4, dtype=np.int64), np.zeros(4, dtype=np.int64)) == 1.0
    assert measure_agreement(np.arange(4), np.arange(4)) == 1.0
    assert measure_agreement(np.zeros(4, dtype=np.int64), np.arange(4)) == 0.0
