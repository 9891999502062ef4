"""The cast of the matrix has what addresses of passes are about."""

from __future__ import annotations

import pytest

from nuantu_hub.matrix.cast import OTHER, OWN, Cast
from nuantu_hub.passes.models import GateNumber

pytestmark = pytest.mark.django_db


def test_each_side_has_a_gate_of_its_own() -> None:
    cast = Cast(None)
    cast.remove_files()
    told = cast.objects["pass_gate"]

    assert told[OWN] != told[OTHER]
    assert GateNumber.objects.filter(pk__in=(told[OWN]["gate"], told[OTHER]["gate"])).count() == 2
