"""The streets below the stations: the demonstration's, and none anywhere else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import override
from tests.nuantu_hub.days.conftest import placed, run, small  # noqa: F401 (fixtures)

from nuantu_hub.days.models import Run
from nuantu_hub.people.domain.demo import open_demo
from nuantu_hub.stations.domain.invented_city import find_degrees, find_metres
from nuantu_hub.stations.interfaces.ground import CORNER, draw_streets, find_plane, find_view

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo() -> Iterator[None]:
    """A demonstration, for one test."""
    open_demo([])
    yield
    (Path(settings.DATA.root) / "demo.json").unlink()


@pytest.mark.usefixtures("demo")
def test_a_demonstration_has_the_streets_of_its_day_in_metres_of_the_city(run: Run) -> None:  # noqa: F811
    view = find_view()
    assert view is not None
    drawn = draw_streets(view, 5.0)

    assert drawn.startswith(f'<g transform="scale({view.facts["unit_m"]:g})">')
    with override("en"):
        assert draw_streets(view, 5.0).count("<text") == drawn.count("<text") == len(view.ground()["labels"])
    assert run.view.facts["unit_m"] == view.facts["unit_m"]


@pytest.mark.usefixtures("run")
def test_a_hub_that_is_no_demonstration_has_no_invented_streets() -> None:
    assert find_view() is None
    assert draw_streets(None, 5.0) == ""


@pytest.mark.usefixtures("demo")
def test_the_plane_of_a_demonstration_is_the_citys() -> None:
    assert find_view() is None  # no day was brought in
    assert find_plane([(39.9, 116.4)]) == CORNER
    place = find_degrees(1_200.0, 800.0)
    assert CORNER.place(*place) == pytest.approx(find_metres(*place), abs=1e-6)


def test_elsewhere_the_plane_goes_through_the_middle_of_the_places() -> None:
    plane = find_plane([(39.9, 116.4), (40.1, 116.6)])

    assert (plane.lat_deg, plane.lon_deg) == pytest.approx((40.0, 116.5))
