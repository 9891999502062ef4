"""The cast of the matrix has a talk on each side, and the property manager sits in the own one."""

from __future__ import annotations

import pytest

from nuantu_hub.bargaining.models import Delegate, Talk
from nuantu_hub.matrix.cast import OTHER, OWN, Cast

pytestmark = pytest.mark.django_db


def test_each_side_has_a_talk_and_the_manager_sits_in_one() -> None:
    cast = Cast(None)
    talks = {side: Talk.objects.get(pk=cast.objects["bargaining"][side]["key"]) for side in (OWN, OTHER)}
    cast.remove_files()
    assert talks[OWN] != talks[OTHER]
    assert Delegate.objects.get(account=cast.get("manager")).talk == talks[OWN]
