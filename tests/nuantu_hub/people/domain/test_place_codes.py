"""A place by its code: the district whose union bears it, else the province."""

from __future__ import annotations

import pytest

from nuantu_hub.people.domain.place_codes import name_place, name_places
from nuantu_hub.people.models import Unit

pytestmark = pytest.mark.django_db


def test_a_code_is_named_by_the_nearest_that_is_known(district: Unit) -> None:
    assert name_places(["990101", "130632", "", "000000"]) == {
        "990101": "东湖区", "130632": "河北省", "000000": "000000"}
    assert (name_place("110105"), name_place("")) == ("北京市", "没有填")
