"""Words that came in two languages are shown in that of the page."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from nuantu_hub.days.models import Run
from nuantu_hub.days.templatetags.told import amount, at, distance, layer_name, of, speak, told


def test_the_first_of_a_pair_is_chinese_and_the_second_english() -> None:
    with override("zh-hans"):
        assert (told(["单", "order"]), speak({"zh": 1, "en": 2}), distance(480)) == ("单", 1, "480 米")
    with override("en"):
        assert (told(["单", "order"]), speak({"zh": 1, "en": 2}), distance(3240)) == ("order", 2, "3.2 km")
    assert (told(None), distance(None), of({"a": 1}, "b")) == ("", "—", None)


@pytest.mark.parametrize(("minor", "said"), [(1110, "11.10"), (-5, "−0.05"), (123456, "1,234.56")])
def test_an_amount_is_split_from_its_sign(minor: int, said: str) -> None:
    assert amount(minor) == said


def test_a_reported_title_of_a_platform_is_not_shown_beside_an_invented_day() -> None:
    layer = {"id": "platform-2025", "title": ["甲公司协议", "Company A"], "standing": "reported", "layer": "platform"}
    with override("zh-hans"):
        assert layer_name(layer) == "platform-2025"
        assert layer_name(layer | {"standing": "printed"}) == "甲公司协议"
        assert layer_name(layer | {"layer": "standard"}) == "甲公司协议"


@pytest.mark.django_db
def test_a_second_of_the_day_is_said_as_a_clock(run: Run) -> None:
    assert (at(run.view, 3661), at(run.view, None)) == ("01:01", "—")
