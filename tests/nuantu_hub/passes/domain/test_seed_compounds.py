"""The demonstration's compounds: forty, drawn so that every house is reached, in all states, the same each time."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest

from nuantu_hub.passes.domain.compound_maps import list_lacks
from nuantu_hub.passes.domain.map_format import read_map
from nuantu_hub.passes.domain.seed_compounds import seed_compounds
from nuantu_hub.passes.models import Compound, CompoundMap, Publication, ResidentComplaint
from nuantu_hub.people.models import Account, Post, Unit
from nuantu_hub.people.models.unit import plant_unit

pytestmark = pytest.mark.django_db
MOMENT = datetime(2026, 11, 21, 6, 0, tzinfo=UTC)


@pytest.fixture
def chaoyang(city: Unit) -> Unit:
    """The district of the demonstration, its streets and its officer."""
    unit = plant_unit("朝阳区总工会", Unit.Kind.DISTRICT, city)
    for name in ("望京街道", "将台地区", "八里庄街道", "酒仙桥街道"):
        plant_unit(f"{name}总工会", Unit.Kind.STREET, unit)
    Post.objects.create(account=Account.objects.create_staff("officer-chaoyang", "赵区"), unit=unit, role="officer",
                        since=datetime(2020, 1, 1, tzinfo=UTC))
    return unit


def test_forty_compounds_stand_in_every_state_with_maps_that_lack_nothing(chaoyang: Unit) -> None:
    del chaoyang
    said = seed_compounds(MOMENT)
    states = Counter(Compound.objects.values_list("state", flat=True))

    assert said == "40 compounds"
    assert states == {"live": 26, "trial": 6, "paused": 3, "preparing": 5}
    for drawn in CompoundMap.objects.filter(version__gt=0).select_related("compound"):
        assert list_lacks(drawn.compound, read_map(drawn.text)) == [], drawn.compound.name
    unfinished = CompoundMap.objects.filter(version=0).exclude(compound__maps__version__gt=0).get()
    assert list_lacks(unfinished.compound, read_map(unfinished.text))
    assert ResidentComplaint.objects.filter(state="open").count() == 3
    assert Publication.objects.filter(kind="bundle").count() == 32

    seed_compounds(MOMENT)
    assert Compound.objects.count() == 40
