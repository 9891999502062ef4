"""The cast has an inspection, a finding, a star and an appeal on each side."""

from __future__ import annotations

import pytest

from nuantu_hub.matrix.cast import OTHER, OWN, Cast
from nuantu_hub.stations.models import Inspection, Star

pytestmark = pytest.mark.django_db


def test_each_side_has_one_of_everything_and_the_own_inspector_is_sent_on_the_own_side() -> None:
    cast = Cast(None)
    for kind in ("inspection", "inspection_plan", "inspection_photo", "finding", "star", "star_act", "star_appeal",
                 "interest", "standard_version"):
        assert set(cast.objects[kind]) == {OWN, OTHER}
    own, other = (Inspection.objects.get(pk=cast.objects["inspection"][side]["key"]) for side in (OWN, OTHER))
    assert own.inspector == cast.get("inspector") != other.inspector
    assert Star.objects.published().count() == 2
    cast.remove_files()
