"""XP61: compounds that lay together everything they saw cannot tell which of their guests are the same rider.

The credentials are those that the hub draws and signs, at the places that its lists give. A property that plays foul
keeps more than our gates do: the whole token. It then matches by whatever a token has. Moments of passing are drawn
freely: who was seen where and when by a camera is no matter of tokens.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from numpy.typing import NDArray

from nuantu.gates.pass_lists import number_list
from nuantu.passes.algorithms import make_signing_key, write_point
from nuantu.passes.credential import PassClass, decode_claims
from nuantu.passes.envelope import read_envelope
from nuantu.passes.trace import derive_trace
from nuantu_hub.passes.domain.list_places import find_place
from nuantu_hub.seam.pass_issuing import Draft, sign_credentials

COMPOUNDS, BATCH = 10, 24
NOON_S = 1_795_406_400
DAY_S = 86_400
#: What two properties can compare of two tokens, each as one number.
FEATURES = ("id", "key", "entry", "signature", "mark", "order")


@dataclass(frozen=True)
class Pool:
    """Per feature: what each compound saw of each rider in one window, riders in the order 0, 1, 2, …"""

    seen: dict[str, NDArray[np.float64]]  # feature -> (compounds, riders)


def _draw_places(secret: bytes, turn: int) -> list[int]:
    return [find_place(secret, turn + number) for number in range(BATCH)]


def see_window(riders: int, day: int, places: Callable[[bytes, int], list[int]]) -> Pool:
    """One noon: every rider fetches a batch and uses another credential of it at each compound."""
    issuer, secret, shuffled = make_signing_key(), secrets.token_bytes(32), np.random.default_rng(day)
    start_s = NOON_S + day * DAY_S
    day_keys = [secrets.token_bytes(32) for _ in range(COMPOUNDS)]
    seen = {feature: np.zeros((COMPOUNDS, riders)) for feature in FEATURES}
    for rider in range(riders):
        drafts = [Draft(write_point(ec.generate_private_key(ec.SECP256R1()).public_key()), start_s,
                        number_list(start_s, PassClass.GATE), place)
                  for place in places(secret, rider * BATCH)[:COMPOUNDS]]
        issued = sign_credentials(issuer, drafts, kind=1, key_level=1, zones=(1,))
        for compound, used in enumerate(shuffled.permutation(COMPOUNDS)):
            envelope = read_envelope(issued[used].credential)
            claims = decode_claims(envelope.payload)
            mark = derive_trace(day_keys[compound], claims.id)
            for feature, value in (("id", claims.id), ("key", claims.device_key[1:9]), ("mark", mark),
                                   ("signature", envelope.signature[:8])):
                seen[feature][compound, rider] = int.from_bytes(value, "big")
            seen["entry"][compound, rider] = claims.status_index
            seen["order"][compound, rider] = claims.status_list * 2**20 + claims.status_index // BATCH
            assert (claims.not_before_s, claims.expires_s, claims.zones) == (start_s, start_s + 14_400, (1,))
    return Pool(seen)


def link(pool: Pool, feature: str) -> float:
    """How often the nearest guest of another compound is the same rider, over all pairs of compounds."""
    hits = total = 0
    values = pool.seen[feature]
    for one in range(COMPOUNDS):
        for other in range(COMPOUNDS):
            if one != other:
                hits += int(np.sum(_find_nearest(values[one], values[other]) == np.arange(values.shape[1])))
                total += values.shape[1]
    return hits / total


def _find_nearest(asked: NDArray[np.float64], offered: NDArray[np.float64]) -> NDArray[np.int64]:
    order = np.argsort(offered, kind="stable")
    high = np.clip(np.searchsorted(offered[order], asked), 1, len(order) - 1)
    low = high - 1
    nearer = np.where(asked - offered[order][low] <= offered[order][high] - asked, low, high)
    return order[nearer]


def _link_all(riders: int, days: int, places: Callable[[bytes, int], list[int]] = _draw_places) -> dict[str, float]:
    pools = [see_window(riders, day, places) for day in range(days)]
    return {feature: float(np.mean([link(pool, feature) for pool in pools])) for feature in FEATURES}


def test_ten_compounds_link_no_better_than_chance() -> None:
    """150 riders on 3 days: 1 in 150 is chance."""
    found = _link_all(150, 3)

    assert {feature: rate for feature, rate in found.items() if rate > 1 / 150 + 0.01} == {}


@pytest.mark.slow
def test_ten_compounds_and_a_thousand_riders_and_thirty_days_link_no_better_than_chance() -> None:
    found = _link_all(1_000, 30)

    assert {feature: rate for feature, rate in found.items() if rate > 1 / 1_000 + 0.01} == {}


def test_places_given_one_after_the_other_would_have_been_found_out() -> None:
    """The same attack on lists whose entries are given in order: nearly everybody is linked."""
    found = _link_all(60, 1, lambda _, turn: list(range(turn, turn + BATCH)))

    assert found["entry"] > 0.8
