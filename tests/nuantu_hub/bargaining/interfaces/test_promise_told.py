"""Promises in words, tiles and a table."""

from __future__ import annotations

from datetime import date

import pytest
from tests.nuantu_hub.bargaining.promise_scene import take
from tests.nuantu_hub.bargaining.scene import Table

from nuantu_hub.bargaining.interfaces.promise_told import tell_promise, write_figures

pytestmark = pytest.mark.django_db


def test_every_promised_province_has_a_tile_and_a_lapse_its_days(table: Table) -> None:
    told = tell_promise(take(table)[0], date(2026, 1, 11))
    assert (told.tone, told.detail, len(told.tiles)) == ("broken", "过期 11 天", 31)
    assert {tile.tone for tile in told.tiles} == {"broken"}


def test_words_that_look_like_a_formula_stay_words(table: Table) -> None:
    promise = take(table)[2]
    promise.owner_name = "=1+1"
    assert "'=1+1" in write_figures([tell_promise(promise, date(2026, 1, 1))], [])
