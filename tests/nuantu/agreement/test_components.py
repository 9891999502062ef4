"""The words for parts of pay are those that clause types really write."""

from __future__ import annotations

from nuantu.agreement.components import COUNTED, DAILY, LONGER, PLAIN, SHARED
from nuantu.agreement.wording import WORDS
from nuantu.audit.ledger_rules import PAYS


def test_every_component_is_paid_by_a_clause_type_and_has_words() -> None:
    """A floor cannot count what nobody pays."""
    paid = {component for pairs in PAYS.values() for account, component in pairs if account == "worker_pay"}
    assert set(LONGER) - paid == set()
    assert [word for word in LONGER if word not in WORDS] == []


def test_the_lists_grow_from_an_order_to_a_long_period() -> None:
    """A share is of an order's price, a day counts its supplements, a longer period the top-ups of its days."""
    assert set(PLAIN) < set(DAILY) < set(LONGER)
    assert SHARED < COUNTED <= set(PLAIN)
