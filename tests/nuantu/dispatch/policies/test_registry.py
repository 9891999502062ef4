"""Policies are made by name and refuse what does not exist."""

from __future__ import annotations

import pytest

from nuantu.core.errors import InputError
from nuantu.dispatch.policies import POLICIES, make_policy


def test_each_policy_carries_the_name_under_which_it_is_known() -> None:
    """All four."""
    assert {name: make_policy(name, 1).name for name in POLICIES} == {
        name: name for name in ("nuantu", "greedy", "hungarian", "reyes-2018")}


def test_unknown_names_and_values_are_refused_in_words() -> None:
    """Policy, parameter, bound."""
    with pytest.raises(InputError, match="choose from nuantu"):
        make_policy("fastest", 1)
    with pytest.raises(InputError, match="has no parameter wings"):
        make_policy("nuantu", 1, wings=2)
    with pytest.raises(InputError, match="trip_orders is 0"):
        make_policy("nuantu", 1, trip_orders=0)
