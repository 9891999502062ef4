"""An effect is named only where its interval leaves out nought, in the unit that people use."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.bargaining.scene import Table
from tests.nuantu_hub.bargaining.try_scene import answer, finish_try, open_topic, put_offer, tell

from nuantu_hub.bargaining.domain.outcomes import OUTCOMES
from nuantu_hub.bargaining.interfaces.effect_words import (
    Part,
    read_effects,
    read_parts,
    say_change,
    say_level,
    say_sentence,
)


@pytest.mark.parametrize(("key", "value", "level", "change"), [
    ("pay_per_hour", 2770, "¥27.70/小时", "+¥27.70/小时"), ("cost_per_order", -16, "−¥0.16/单", "−¥0.16/单"),
    ("hours", 19_920, "5小时32分", "+5小时32分"), ("late_share", 23.1, "2.31%", "+2.31%"),
    ("required_speed_kmh", 15_200, "15.2 公里/小时", "+15.2 公里/小时"), ("hours", 0.2, "0秒", "0秒")])
def test_numbers_are_said_in_their_unit(key: str, value: float, level: str, change: str) -> None:
    assert say_level(OUTCOMES[key], value) == level
    assert say_change(OUTCOMES[key], value) == change


@pytest.mark.django_db
def test_the_sentence_names_clear_effects_by_side_and_what_shows_no_change(table: Table) -> None:
    topic = open_topic(table)
    left = put_offer(topic, "workers", table.workers[0], "3.00CNY")
    right = put_offer(topic, "platform", table.platform[0], "2.00CNY")
    parts = read_parts(finish_try(topic, table.workers[0], left=left, right=right))
    assert say_sentence(parts) == ("照劳动者方，最低一成每小时多¥0.92，每单成本多¥0.19；"
                                   "照平台方，最低一成每小时多¥0.31，每单成本多¥0.07。时长、超时看不出变化。")


def test_an_interval_that_touches_nought_names_nothing() -> None:
    touching = read_effects({"hours": tell(1.0, 1.0), "late_share": tell(-0.01, 0.02)})
    clear = read_effects({"hours": tell(1.0, 0.999)})
    assert [one.is_clear for one in touching.values()] == [False, False]
    assert say_sentence([Part("left", "劳动者方", "worker", [], touching)]) == "照劳动者方，看不出变化。"
    assert say_sentence([Part("left", "劳动者方", "worker", [], clear)]) == "照劳动者方，在岗时长多1小时。"
    assert say_sentence([Part("left", "劳动者方", "worker", [], {})]) == "照劳动者方，和现行的一样。"


def test_an_outcome_without_an_interval_is_not_shown() -> None:
    told = answer(1.0, 0.1)
    told["hours"] |= {"low": None, "high": None}
    assert list(read_effects(told)) == ["pay_lowest_tenth", "late_share", "cost_per_order"]
