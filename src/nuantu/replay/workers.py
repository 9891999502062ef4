"""How workers behave: when they answer, what they refuse, when they rest, whether they go on.

Every draw is a hash of (seed, what is asked, whom and what it concerns). It does not depend on what happened before,
so two policies or two agreements replayed from one seed meet the same people on the same day (common random numbers).

Rates. About one push in eight is refused (13.1 % of waybills in the published Meituan set of October 2022); dedicated
riders refuse least. Which refusals fall where is ours: far merchants, high floors, heavy bags, slow gates and bad
weather weigh. Of those asked after eight hours some three in four go on. Breaks, answer times and the tries of
station chiefs have no published source and were chosen by us.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

_MASK: Final = 2**64 - 1
Asked = Literal["answer", "refuse", "break_from", "break_for", "confirm", "confirm_after", "override", "override_after"]
_ASKED: Final = {name: number for number, name in enumerate(
    ("answer", "refuse", "break_from", "break_for", "confirm", "confirm_after", "override", "override_after"), 1)}

ANSWER_LEAST_S, ANSWER_MOST_S = 3, 24
REFUSE_BASE: Final = {"dedicated": 0.04, "crowd": 0.09, "courier": 0.06}
REFUSE_PER_APPROACH_KM: Final = 0.025
REFUSE_PER_RIDE_KM: Final = 0.012
REFUSE_HIGH_FLOOR, HIGH_FLOOR = 0.03, 7
REFUSE_HEAVY, HEAVY_G = 0.05, 8_000
REFUSE_GATE: Final = 0.04
REFUSE_PER_ALERT_LEVEL: Final = 0.02
CONFIRM_SHARE: Final = 0.75
CONFIRM_LEAST_S, CONFIRM_MOST_S = 10, 90
BREAK_SHIFT_LEAST_S: Final = 4 * 3600
BREAK_LEAST_S, BREAK_MOST_S = 15 * 60, 35 * 60
OVERRIDE_SHARE: Final = 0.15
OVERRIDE_LEAST_S, OVERRIDE_MOST_S = 30, 900


@dataclass(frozen=True, slots=True)
class Offer:
    """What a worker sees of an order that is pushed: metres to the merchant and to the customer, and its burdens."""

    approach_m: float
    ride_m: float
    floor: int | None
    weight_g: int | None
    gate_s: int
    alert_level: int


def draw(seed: int, asked: Asked, first: int, second: int = 0) -> float:
    """A number in [0, 1) that depends on nothing but its arguments (a chain of splitmix64 steps)."""
    state = 0x9E3779B97F4A7C15
    for part in (seed, _ASKED[asked], first, second):
        state = _mix((state ^ (part & _MASK)) + 0x9E3779B97F4A7C15 & _MASK)
    return (state >> 11) / 2**53


def _mix(state: int) -> int:
    state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9 & _MASK
    state = (state ^ (state >> 27)) * 0x94D049BB133111EB & _MASK
    return state ^ (state >> 31)


def _between(share: float, least_s: int, most_s: int) -> int:
    return least_s + int(share * (most_s - least_s + 1))


class Workers:
    """The people of one replay, by their rows in the day's workers table."""

    def __init__(self, seed: int) -> None:
        self.seed = seed

    def answer_after_s(self, worker: int, order: int) -> int:
        """Seconds from a push to the answer."""
        return _between(draw(self.seed, "answer", worker, order), ANSWER_LEAST_S, ANSWER_MOST_S)

    def refusal(self, worker: int, order: int, worker_class: str, offer: Offer) -> str | None:
        """Why the worker refuses this order, or ``None`` for taking it.

        The draw belongs to the pair; the more an offer weighs, the more draws it turns into a refusal. Reasons occur
        in proportion to what they weigh.
        """
        left = draw(self.seed, "refuse", worker, order)
        for reason, weight in weigh_offer(worker_class, offer).items():
            if left < weight:
                return reason
            left -= weight
        return None

    def plan_break(self, worker: int, shift: int, on_s: int, off_s: int) -> tuple[int, int] | None:
        """When a break in a shift is wanted (UTC second) and how long it lasts; short shifts have none."""
        length_s = off_s - on_s
        if length_s < BREAK_SHIFT_LEAST_S:
            return None
        share = 0.35 + 0.3 * draw(self.seed, "break_from", worker, shift)
        return on_s + int(share * length_s), _between(draw(self.seed, "break_for", worker, shift),
                                                      BREAK_LEAST_S, BREAK_MOST_S)

    def goes_on(self, worker: int, day: int) -> bool:
        """Whether the worker, asked after a long day, wants to go on."""
        return draw(self.seed, "confirm", worker, day) < CONFIRM_SHARE

    def confirm_after_s(self, worker: int, day: int) -> int:
        """Seconds from the question to the answer."""
        return _between(draw(self.seed, "confirm_after", worker, day), CONFIRM_LEAST_S, CONFIRM_MOST_S)

    def override_after_s(self, worker: int, number: int) -> int | None:
        """Seconds from the worker's ``number``-th stop or pause until a chief tries to send an order all the same."""
        if draw(self.seed, "override", worker, number) >= OVERRIDE_SHARE:
            return None
        return _between(draw(self.seed, "override_after", worker, number), OVERRIDE_LEAST_S, OVERRIDE_MOST_S)


def weigh_offer(worker_class: str, offer: Offer) -> dict[str, float]:
    """Share of refusals by reason for an offer; the reasons are those of the refusal right."""
    far = REFUSE_PER_APPROACH_KM * offer.approach_m / 1000 + REFUSE_PER_RIDE_KM * offer.ride_m / 1000
    if offer.floor is not None and offer.floor >= HIGH_FLOOR:
        far += REFUSE_HIGH_FLOOR
    heavy = REFUSE_HEAVY if offer.weight_g is not None and offer.weight_g >= HEAVY_G else 0.0
    return {
        "other": REFUSE_BASE.get(worker_class, REFUSE_BASE["courier"]),
        "far": far,
        "vehicle": heavy,
        "gate": REFUSE_GATE if offer.gate_s > 0 else 0.0,
        "weather": REFUSE_PER_ALERT_LEVEL * offer.alert_level,
    }
