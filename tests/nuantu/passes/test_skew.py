"""Good tokens of phones whose clocks are up to thirty seconds off are hardly ever refused."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from tests.nuantu.passes.world import GATE, NOON_S, World

from nuantu.passes.presentation import Presentation, find_step, present
from nuantu.passes.verdict import Code
from nuantu.passes.verify import verify


class _Forgetful:
    """A memory that knows no use: this is about clocks."""

    def take_first(self, credential: bytes, step: int, now_s: int, until_s: int) -> bool:
        """Always the first."""
        return True


def _judge_many(count: int, seed: int) -> Counter[Code]:
    """Scanned at any moment of two hours, from screens up to a second old, of clocks off by anything up to 30 s."""
    world, draw = World(), random.Random(seed)
    rider, gate, said = world.rider(), world.gate(), Counter[Code]()
    for _ in range(count):
        at_s = NOON_S + draw.uniform(0, 7_200)
        shown_s = at_s + draw.uniform(-30, 30) - draw.uniform(0, 1)
        text = present(rider.credential, Presentation(find_step(int(shown_s)), GATE, draw.randbytes(4)), rider.device)
        said[verify(text, gate, int(at_s), _Forgetful()).code] += 1
    return said


def test_of_five_thousand_good_tokens_hardly_one_is_refused() -> None:
    said = _judge_many(5_000, 1)

    assert said[Code.OK] >= 5_000 * 0.999
    assert set(said) <= {Code.OK, Code.E_STALE}


@pytest.mark.slow
def test_of_a_hundred_thousand_good_tokens_one_in_a_thousand_at_most_is_refused() -> None:
    said = _judge_many(100_000, 2)

    assert said[Code.OK] >= 100_000 * 0.999


def test_without_a_screen_that_lags_none_is_refused() -> None:
    """Exactly: thirty seconds are two steps, at whatever moment."""
    world = World()
    rider, gate = world.rider(), world.gate()
    refused = [(at_s, skew) for at_s in range(NOON_S, NOON_S + 15) for skew in range(-30, 31) if verify(
        present(rider.credential, Presentation(find_step(at_s + skew), GATE, b"1234"), rider.device), gate, at_s,
        _Forgetful()).code is not Code.OK]

    assert refused == []
