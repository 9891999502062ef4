"""Only gates that take passes today are offered."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.passes.pass_cast import build_compound_gate

from nuantu_hub.passes.interfaces.paper_forms import PaperForm
from nuantu_hub.people.models import Unit

pytestmark = pytest.mark.django_db


def test_gates_in_use_are_offered(street: Unit) -> None:
    live, _paused = build_compound_gate(street, "甲园"), build_compound_gate(street, "乙园", state="paused")
    assert [choice[0].value for choice in PaperForm().fields["gate"].choices if choice[0]] == [live.pk]
