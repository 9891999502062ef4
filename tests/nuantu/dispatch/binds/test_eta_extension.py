"""D04 as a rule."""

from __future__ import annotations

import pytest
from tests.nuantu.clause_builder import build_clause
from tests.nuantu.dispatch.test_lowering import lower_all

from nuantu.core.errors import AgreementError


def test_causes_carry_their_seconds_or_the_delay_as_it_was() -> None:
    """A kitchen as long as it took, weather five minutes."""
    rules = lower_all(build_clause(
        "eta_extension", "E", causes=frozenset({"merchant", "weather"}), added={"merchant": "actual", "weather": 300},
        grace=60, cascade=True))

    assert [(r.clause_id, dict(r.added_s), r.grace_s, r.cascade) for r in rules.eta_extensions] == [
        ("E", {"merchant": None, "weather": 300}, 60, True)]


@pytest.mark.parametrize(("causes", "added", "said"), [
    ({"traffic"}, {"traffic": 60}, "no day says when traffic delays an order"),
    ({"merchant", "gate"}, {"gate": 60}, "added does not say how long"),
    ({"weather"}, {"weather": "actual"}, "actual is no length for weather"),
])
def test_what_the_clocks_cannot_see_or_count_is_refused(causes: set[str], added: dict[str, object], said: str) -> None:
    """Each refusal names the cause."""
    with pytest.raises(AgreementError, match=said):
        lower_all(build_clause("eta_extension", causes=frozenset(causes), added=added))
