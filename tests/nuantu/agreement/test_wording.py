"""Words and values are said as people read them."""

from __future__ import annotations

import pytest

from nuantu.agreement.clause import FAR_M, Selector, Value
from nuantu.agreement.wording import WORDS, say_seconds, say_selector, say_value, say_word, say_words


@pytest.mark.parametrize(("value", "unit", "zh", "en"), [
    (28_800, "second", "8小时", "8 h"),
    (90, "second", "1分30秒", "1 min 30 s"),
    (800, "metre", "800米", "800 m"),
    (2_500, "metre", "2.5公里", "2.5 km"),
    (15_000, "metre_per_hour", "15公里/小时", "15 km/h"),
    (125, "per_mille", "12.5%", "12.5 %"),
    (5, "count", "5", "5"),
    (True, "flag", "是", "yes"),
    (2_770, "minor_per_hour", "¥27.70/小时", "¥27.70/h"),
    (7, "minor_per_order", "¥0.07/单", "¥0.07/order"),
    ("calendar_day", "word", "每日零点重计", "counted from local midnight"),
    (None, "second", "未规定", "not set"),
    (frozenset({"weather", "safety"}), "words", "天气、安全", "weather, safety"),
    (frozenset(), "words", "无", "none"),
    ({"merchant": "actual", "gate": 180}, "word_map", "小区门岗：3分；商家出餐慢：按实际延误",
     "compound gate: 3 min; slow merchant: the delay itself"),
    ({"": 2_000, "11": 2_770}, "minor_per_hour", "各地：¥20.00/小时；11：¥27.70/小时",
     "everywhere: ¥20.00/h; 11: ¥27.70/h"),
    (((1_000, 0), (FAR_M, 150)), "bands", "1公里内¥0.00；更远¥1.50", "up to 1 km ¥0.00; farther ¥1.50"),
    ((), "bands", "无", "none"),
    (((1, 1), (301, 2)), "tiers/second/count", "满1秒：1；满5分1秒：2", "from 1 s: 1; from 5 min 1 s: 2"),
    (((26, 30_000),), "tiers/day/minor", "满26天：¥300.00", "from 26 d: ¥300.00"),
    ({"warning": 2, "reminder": 1}, "map/count", "提醒：1；警告：2", "a reminder: 1; a warning: 2"),
    (45, "minor_per_minute", "¥0.45/分钟", "¥0.45/min"),
    (500_000, "minor", "¥5,000.00", "¥5,000.00"),
    (2_500, "gram", "2.5公斤", "2.5 kg"),
    (355, "celsius_tenths", "35.5℃", "35.5 ℃"),
    (7, "day", "7天", "7 d"),
    (1, "month", "1个月", "1 month"),
    (22 * 3600, "clock", "22:00", "22:00"),
    (739_251, "date", "2024-12-31", "2024-12-31"),
])
def test_a_value_is_said_in_both_languages(value: Value, unit: str, zh: str, en: str) -> None:
    """Every unit that a parameter may have."""
    assert (say_value(value, unit, "CNY", "zh"), say_value(value, unit, "CNY", "en")) == (zh, en)


@pytest.mark.parametrize(("seconds", "said"), [(0, "0 s"), (59, "59 s"), (60, "1 min"), (-90, "-1 min 30 s"),
                                               (3_661, "1 h 01 min 1 s")])
def test_durations_keep_their_seconds(seconds: int, said: str) -> None:
    """Arithmetic in a sentence must add up."""
    assert say_seconds(seconds, "en") == said


@pytest.mark.parametrize(("selector", "zh", "en"), [
    (Selector(), "全部", "everyone"),
    (Selector(worker_class=frozenset({"crowd"}), vehicle=frozenset({"ebike"})), "众包；电动自行车", "crowd; e-bike"),
    (Selector(place_code=("11", "31"), tenure_days_max=30), "地区代码11/31；入职不超过30天",
     "place codes 11/31; at most 30 days in the work"),
    (Selector(tenure_days_min=7), "入职满7天", "at least 7 days in the work"),
])
def test_a_selector_is_said_in_both_languages(selector: Selector, zh: str, en: str) -> None:
    """Whom a clause covers, for those who are covered."""
    assert (say_selector(selector, "zh"), say_selector(selector, "en")) == (zh, en)


def test_every_word_has_both_languages_and_unknown_words_stay() -> None:
    """A word of another vocabulary is never translated by guessing."""
    assert [word for word, (zh, en) in WORDS.items() if not zh or not en] == []
    assert say_word("no-such-word", "zh") == "no-such-word"
    assert say_words(["no-such-word", "late"], "en") == "lateness, no-such-word"
