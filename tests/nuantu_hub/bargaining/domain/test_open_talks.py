"""What everybody may know of talks."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.bargaining.scene import make_talk

from nuantu_hub.bargaining.domain.open_talks import count_talks, list_open_talks
from nuantu_hub.bargaining.models import Talk
from nuantu_hub.people.models import Account, Unit

pytestmark = pytest.mark.django_db


def test_every_state_is_counted_and_only_open_or_signed_ones_have_a_title(district: Unit, officer: Account) -> None:
    for state in Talk.State.values:
        make_talk(district, officer, state=state, mark=state, title=f"题目 {state}")
    assert {value: count for value, _label, count in count_talks()} == dict.fromkeys(Talk.State.values, 1)
    assert {one.state for one in list_open_talks()} == {"preparing", "talking", "suspended", "frozen", "signed"}
