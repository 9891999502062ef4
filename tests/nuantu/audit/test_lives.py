"""Which lives of orders are plain, and which steps must be looked at one by one."""

from __future__ import annotations

import ibis
import pytest
from ibis import ir

from nuantu.audit.embedded import open_embedded
from nuantu.audit.lives import HELD, list_odd_steps, tell_hands, tell_lives

PLAIN = ("pushed", "accepted", "merchant_arrived", "picked_up", "delivered")
LIVES = {
    "each step once, in order": (PLAIN, True),
    "a gate before the handover": ((*PLAIN[:4], "arrived_gate", "delivered"), True),
    "a gate too early": ((*PLAIN[:3], "arrived_gate", "picked_up", "delivered"), False),
    "a step left out": (PLAIN[1:], False),
    "a step twice": (("pushed", *PLAIN), False),
    "a step for another": (("pushed", "accepted", "accepted", "picked_up", "delivered"), False),
    "steps out of order": (("accepted", "pushed", *PLAIN[2:]), False),
    "declined first": (("pushed", "declined", *PLAIN), False),
    "cancelled": (("pushed", "accepted", "cancelled"), False),
}


def list_events(*rows: tuple[str, str | None, str | None]) -> ir.Table:
    """Events (kind, worker, order) in turn, ten seconds apart."""
    return ibis.memtable([{"event_id": number, "at_s": 10 * number, "kind": kind, "worker_id": worker,
                           "order_id": order} for number, (kind, worker, order) in enumerate(rows, start=1)],
                         schema={"event_id": "int64", "at_s": "int64", "kind": "string", "worker_id": "string",
                                 "order_id": "string"})


def tell(*rows: tuple[str, str | None, str | None]) -> tuple[list[bool], int]:
    """Whether each order (by id) is plain, and how many steps are odd, of events (kind, worker, order) in turn."""
    events = list_events(*rows)
    con = open_embedded()
    lives = con.create_table("lives", tell_lives(events))
    plain = con.to_pyarrow(lives.order_by("order_id")).to_pylist()
    return [row["plain"] for row in plain], con.to_pyarrow(list_odd_steps(events, lives).count()).as_py()


@pytest.mark.parametrize("name", LIVES)
def test_a_life_is_plain_or_not(name: str) -> None:
    """The steps of what is not plain are all odd, and nothing else is."""
    kinds, plain = LIVES[name]

    assert tell(*((kind, "Wang", "A1") for kind in kinds), *((kind, "Wang", "A2") for kind in PLAIN),
                ("created", None, "A1")) == ([plain, True], 0 if plain else len(kinds))


def test_a_life_in_two_hands_is_not_plain() -> None:
    """Nor one of which a step is in nobody's."""
    for other in ("Li", None):
        assert tell(*((kind, "Wang", "A1") for kind in PLAIN[:4]), ("delivered", other, "A1")) == ([False], 5)


def test_steps_of_no_order_are_odd() -> None:
    """However complete they look."""
    assert tell(*((kind, "Wang", None) for kind in PLAIN)) == ([False], 5)


def tell_held(*rows: tuple[str, str | None, str | None]) -> tuple[list[dict[str, object]], int]:
    """What ``tell_hands`` tells of each order that it takes for plain, and how many steps are odd."""
    events = list_events(*rows)
    con = open_embedded()
    hands = con.create_table("hands", tell_hands(events))
    plain = con.to_pyarrow(hands.filter(hands.plain).order_by("order_id").drop("plain")).to_pylist()
    return plain, con.to_pyarrow(list_odd_steps(events, hands, HELD).count()).as_py()


def test_a_plain_hand_tells_when_an_order_came_and_went() -> None:
    """Whatever else befell the order."""
    plain, odd = tell_held(("created", None, "A1"), ("declined", "Li", "A1"), ("accepted", "Wang", "A1"),
                           ("delivered", "Wang", "A1"))

    assert (plain, odd) == ([{"order_id": "A1", "worker_id": "Wang", "accepted_id": 3, "accepted_s": 30,
                              "delivered_id": 4, "delivered_s": 40}], 0)


ODD_HANDS = {
    "delivered before it was accepted": (("delivered", "Wang"), ("accepted", "Wang")),
    "delivered twice": (("accepted", "Wang"), ("delivered", "Wang"), ("delivered", "Wang")),
    "accepted twice": (("accepted", "Wang"), ("accepted", "Wang")),
    "delivered twice and never accepted": (("delivered", "Wang"), ("delivered", "Wang")),
    "delivered by another": (("accepted", "Wang"), ("delivered", "Li")),
    "delivered by nobody": (("accepted", "Wang"), ("delivered", None)),
    "never delivered": (("accepted", "Wang"),),
    "cancelled": (("accepted", "Wang"), ("cancelled", "Wang")),
    "handed on": (("accepted", "Wang"), ("reassigned", "Wang"), ("accepted", "Li"), ("delivered", "Li")),
}


@pytest.mark.parametrize("name", ODD_HANDS)
def test_an_odd_hand_is_looked_at_step_by_step(name: str) -> None:
    """All its steps are odd."""
    steps = ODD_HANDS[name]

    assert tell_held(*((kind, worker, "A1") for kind, worker in steps)) == ([], len(steps))


def test_hands_of_no_order_are_odd() -> None:
    """However complete they look."""
    assert tell_held(("accepted", "Wang", None), ("delivered", "Wang", None)) == ([], 2)
