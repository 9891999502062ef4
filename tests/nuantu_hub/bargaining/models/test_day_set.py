"""A set of days lies below the hub's data folder."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from nuantu_hub.bargaining.models import DaySet


def test_its_path_lies_below_the_data_folder() -> None:
    assert DaySet(folder="days/x").path == Path(settings.DATA.root) / "days" / "x"
