"""Terms follow from inputs; a decision whose terms do not is named."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.nuantu.decisions.small_log import dispatch, pay

from nuantu.decisions.derivation import find_difference
from nuantu.decisions.leaf import Decision, Person, decode_leaf, seal_decision


def differ(decision: Decision) -> str | None:
    leaf = decode_leaf(seal_decision(decision, 0)[0])
    return find_difference(leaf, decision.worker_id or "", decision.inputs, decision.people)


def change(decision: Decision, row: int, **facts: object) -> Decision:
    people = list(decision.people)
    people[row] = Person(people[row].worker_id, people[row].facts | facts)
    return replace(decision, people=tuple(people))


def test_what_follows_is_accepted() -> None:
    """Dispatch and pay as they are made."""
    assert [differ(dispatch(1)), differ(dispatch(1, riders=1)), differ(pay(1))] == [None, None, None]


@pytest.mark.parametrize(("decision", "words"), [
    (change(dispatch(1), 0, clause="PLT-hours"), "sent the order comes out as blocked"),
    (change(dispatch(1), 0, full=True), "sent the order comes out as blocked"),
    (change(dispatch(1), 0, reachable=False), "sent the order comes out as unreachable"),
    (change(dispatch(1), 2, clause=None), "another clauses, statuses"),
    (change(dispatch(1), 1, full=True), "another statuses"),
    (change(dispatch(1), 1, deliver_s=2**40), "not stand in order of cost"),
    (replace(dispatch(1), worker_id="Rider-9"), "another worker"),
    (replace(dispatch(1), people=()), "comes out as nobody"),
    (replace(dispatch(1), inputs={"considered": 2, "allowed": 2}), "do not fit the workers listed"),
    (replace(dispatch(1), inputs={"considered": 9, "allowed": 7}), "another allowed"),
    (replace(dispatch(1), inputs={}), "do not give a decision"),
    (change(pay(1), 0, rate_minor=460), "another amount_minor"),
    (change(pay(1), 0, rounding="other", rate_per=0), "do not give a decision"),
    (replace(pay(1), people=pay(1).people * 2), "do not give a decision"),
    (replace(pay(1), inputs={"currency": "CNY"}), "another account, clause, component, period"),
])
def test_what_does_not_follow_is_named(decision: Decision, words: str) -> None:
    """A forbidden or unreachable worker, a hidden clause, a wrong order, another amount."""
    assert words in (differ(decision) or "")


def test_pay_is_rounded_as_its_line_says() -> None:
    """1,250 m at 3 for each 1,000 m: 3.75 is 4 rounded half up, 3 rounded down, less 1 paid before."""
    for rounding, amount in (("half_up", 3), ("down", 2), ("up", 3)):
        line = change(pay(1), 0, quantity=1250, rate_minor=3, rate_per=1000, rounding=rounding, less_minor=1)
        assert differ(replace(line, terms=line.terms | {"amount_minor": amount})) is None
