"""Every verb that the day records has words."""

from __future__ import annotations

import pytest

from nuantu_hub.days.models import RequestStep
from nuantu_hub.people.domain.verbs import say_verb


@pytest.mark.parametrize("verb", ["link codes imported", "link made", "link withdrawn", "run imported",
                                  *(f"request {kind}" for kind in RequestStep.Kind.values)])
def test_a_recorded_verb_has_words(verb: str) -> None:
    assert say_verb(verb) != verb
