"""Deriving a decision anew from the inputs that were committed with it.

For two kinds of decisions the terms follow from the inputs, and only they can be recomputed:

``dispatch``
    Inputs: the workers looked at, in the order that was recorded, the first of them chosen; of each the clause that
    forbids the order (or none), whether the hands were full, whether the place could be reached, and the times.
    Derived: the worker; each one's status; that the others stand in order of cost (delivery and delay of others, those
    out of reach last); that the numbers of workers looked at and allowed can be true. The first must come out as free
    to take the order. Which of several free workers is best for the whole round is not derived: the round is more than
    one decision.
``pay``
    Inputs: quantity, rate, per how much, rounding, and what was paid already. Derived: the worker and the amount,
    ``round(quantity × rate / per) − less``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from nuantu.core.money import divide_rounded
from nuantu.decisions.leaf import Leaf, Person

Facts = Mapping[str, Any]


def derive_dispatch(inputs: Facts, people: Sequence[Person]) -> tuple[str, dict[str, Any]]:
    """Worker and terms of a dispatch decision, from facts alone.

    Raises
    ------
    KeyError, TypeError, ValueError
        Where the inputs lack a fact or contradict each other.
    """
    statuses = [_derive_status(person.facts) for person in people]
    costs = [(status == "unreachable", person.facts["deliver_s"] + person.facts["others_delay_s"])
             for status, person in zip(statuses, people, strict=True)]
    considered, allowed = inputs["considered"], inputs["allowed"]
    if statuses[:1] != ["feasible"]:
        raise ValueError(f"the worker who was sent the order comes out as {(statuses or ['nobody'])[0]}")
    if costs[1:] != sorted(costs[1:]):
        raise ValueError("the others do not stand in order of cost")
    if not statuses.count("feasible") <= allowed <= considered or len(people) > considered:
        raise ValueError(f"{considered} considered and {allowed} allowed do not fit the workers listed")
    statuses[0] = "chosen"
    clauses = [person.facts["clause"] for person in people]
    return people[0].worker_id, {"considered": considered, "allowed": allowed, "statuses": statuses,
                                 "clauses": clauses}


def _derive_status(facts: Facts) -> str:
    if not facts["reachable"]:
        return "unreachable"
    return "blocked" if facts["clause"] is not None or facts["full"] else "feasible"


def derive_pay(inputs: Facts, people: Sequence[Person]) -> tuple[str, dict[str, Any]]:
    """Worker and amount of a pay line; raises as `derive_dispatch`."""
    person, = people
    facts = person.facts
    amount = divide_rounded(facts["quantity"] * facts["rate_minor"], facts["rate_per"], facts["rounding"])
    return person.worker_id, {"amount_minor": amount - facts["less_minor"], **inputs}


DERIVATIONS: Mapping[str, Callable[[Facts, Sequence[Person]], tuple[str, dict[str, Any]]]] = {
    "dispatch": derive_dispatch,
    "pay": derive_pay,
}


def find_difference(leaf: Leaf, worker_id: str, inputs: Facts, people: Sequence[Person]) -> str | None:
    """What of a decision does not follow from its inputs, in words; None where all of it does.

    ``worker_id``, ``inputs`` and ``people`` are what the leaf's commitments opened to.
    """
    try:
        worker, terms = DERIVATIONS[leaf.kind](inputs, people)
    except (KeyError, TypeError, ValueError) as error:
        return f"the inputs do not give a decision ({error})"
    if worker != worker_id:
        return "the inputs lead to another worker"
    wrong = sorted(name for name in {*terms, *leaf.terms} if terms.get(name) != leaf.terms.get(name))
    return f"the inputs lead to another {', '.join(wrong)}" if wrong else None
