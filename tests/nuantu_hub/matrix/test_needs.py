"""The cast of the matrix has what addresses of needs are about."""

from __future__ import annotations

import pytest

from nuantu_hub.matrix.cast import OTHER, OWN, Cast
from nuantu_hub.needs.models import Need

pytestmark = pytest.mark.django_db


def test_each_side_has_a_need_of_its_own_worker_with_its_files() -> None:
    """And what was written beside the database goes away again."""
    cast = Cast(None)
    needs = {side: Need.objects.get(pk=cast.objects["need"][side]["key"]) for side in (OWN, OTHER)}
    held = [file.path.is_file() for file in cast.files]
    cast.remove_files()

    assert (needs[OWN].account, needs[OTHER].account) == (cast.get("worker"), cast.get("other_worker"))
    assert needs[OWN].photo is not None
    assert all(held)
    assert not any(file.path.is_file() for file in cast.files)
