"""Riders: whom a platform counts on, how long they have ridden, and when they come and go."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nuantu.replay.city.addresses import Addresses
from nuantu.replay.city.geometry import Floats, Ints
from nuantu.replay.city.merchants import Merchants

#: Share of riders who began at most NEW_DAYS ago.
NEW_SHARE, NEW_DAYS = 0.11, 30
#: Latest end of a shift, hours after midnight.
LATEST_H = 25.0


@dataclass(frozen=True)
class Roster:
    """A way of working: worker class, share of all riders, and spells in hours after midnight."""

    worker_class: str
    share: float
    spells: tuple[tuple[float, float], ...]


ROSTERS: tuple[Roster, ...] = (
    Roster("dedicated", 0.055, ((8.3, 13.6), (14.1, 22.6))),
    Roster("dedicated", 0.050, ((9.2, 15.3), (15.8, 23.4))),
    Roster("dedicated", 0.045, ((9.8, 14.6), (15.1, 23.6))),
    Roster("dedicated", 0.115, ((10.2, 14.0), (16.4, 20.0))),
    Roster("dedicated", 0.020, ((10.5, 13.8), (16.4, 24.0))),
    Roster("dedicated", 0.040, ((6.2, 14.0),)),
    Roster("dedicated", 0.012, ((0.0, 6.0), (21.5, 24.7))),
    Roster("crowd", 0.040, ((8.4, 14.1), (14.6, 22.8))),
    Roster("crowd", 0.020, ((7.0, 13.4), (13.9, 24.0))),
    Roster("crowd", 0.033, ((10.0, 14.0), (16.4, 20.2))),
    Roster("crowd", 0.240, ((10.4, 13.6), (16.8, 19.5))),
    Roster("crowd", 0.180, ((10.3, 13.6),)),
    Roster("crowd", 0.080, ((16.8, 19.6),)),
    Roster("crowd", 0.050, ((6.3, 10.2), (10.8, 13.5))),
    Roster("crowd", 0.020, ((0.0, 4.6), (22.0, 24.8))),
)


@dataclass(frozen=True)
class Riders:
    """Riders by number: class, tenure; shifts with the rider's number, seconds after midnight and place."""

    worker_class: list[str]
    tenure_days: Ints
    shift_rider: Ints
    on_s: Ints
    off_s: Ints
    start: Floats


def make_riders(count: int, merchants: Merchants, addresses: Addresses, rng: np.random.Generator) -> Riders:
    """Hire riders, deal them rosters in fixed shares, and let each day jitter the hours."""
    roster = rng.permutation(_deal(count))
    fresh = rng.uniform(size=count) < NEW_SHARE
    tenure = np.where(fresh, rng.integers(0, NEW_DAYS + 1, count),
                      np.round(NEW_DAYS + 1 + rng.lognormal(5.6, 1.0, count)).clip(NEW_DAYS + 1, 3650))
    rows: list[tuple[int, int, int]] = []
    for rider in range(count):
        shift = float(rng.normal(0, 0.22))
        for on, off in _jitter(ROSTERS[int(roster[rider])].spells, shift, rng):
            rows.append((rider, round(on * 3600), round(off * 3600)))
    shifts = np.array(rows, dtype=np.int64)
    return Riders(
        worker_class=[ROSTERS[int(which)].worker_class for which in roster],
        tenure_days=tenure.astype(np.int64),
        shift_rider=shifts[:, 0], on_s=shifts[:, 1], off_s=shifts[:, 2],
        start=_place_starts(len(shifts), merchants, addresses, rng),
    )


def _deal(count: int) -> Ints:
    """Roster numbers by largest remainder, so that small cities keep the shares; night is never empty."""
    shares = np.array([roster.share for roster in ROSTERS])
    exact = shares / shares.sum() * count
    dealt = np.floor(exact).astype(np.int64)
    for which in np.argsort(-(exact - dealt), kind="stable")[: count - int(dealt.sum())]:
        dealt[which] += 1
    nights = [which for which, roster in enumerate(ROSTERS) if roster.spells[0][0] == 0.0]
    for which in nights:
        if dealt[which] == 0 and count >= 2 * len(ROSTERS):
            dealt[int(np.argmax(dealt))] -= 1
            dealt[which] += 1
    return np.repeat(np.arange(len(ROSTERS)), dealt)


def _jitter(spells: tuple[tuple[float, float], ...], shift: float, rng: np.random.Generator
            ) -> list[tuple[float, float]]:
    """The spells as they are kept on one day: moved, stretched, still in order and within the day."""
    kept: list[tuple[float, float]] = []
    earliest = 0.0
    for on, off in spells:
        begin = max(earliest, on + shift + float(rng.normal(0, 0.1))) if on > 0 else 0.0
        end = min(LATEST_H, max(begin + 1.0, off + shift + float(rng.normal(0, 0.22))))
        kept.append((min(begin, LATEST_H - 1.0), end))
        earliest = end + 0.4
    return kept


def _place_starts(count: int, merchants: Merchants, addresses: Addresses, rng: np.random.Generator) -> Floats:
    """Two of three shifts begin near kitchens, the others at home."""
    pull = merchants.pull[:, 1] / merchants.pull[:, 1].sum()
    near = merchants.xy[rng.choice(len(pull), size=count, p=pull)]
    homes = addresses.home / addresses.home.sum()
    home = addresses.xy[rng.choice(len(homes), size=count, p=homes)]
    return np.where((rng.uniform(size=count) < 2 / 3)[:, None], near, home)
