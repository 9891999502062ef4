"""Times, lengths of time and amounts read as people of either language write them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from nuantu_hub.site.moments import say_clock, say_day, say_duration, say_left, say_moment, say_money, say_weekday

AFTERNOON = datetime(2026, 11, 21, 6, 5, tzinfo=UTC)  # 14:05 in Shanghai


@pytest.mark.parametrize(("amount", "said"), [(2_770, "¥27.70"), (-350, "−¥3.50"), (0, "¥0.00"), (None, "—"),
                                              (123_456_789, "¥1,234,567.89"), (5, "¥0.05")])
def test_an_amount_shows_its_fen(amount: int | None, said: str) -> None:
    assert say_money(amount) == said


def test_an_amount_of_another_currency_names_it() -> None:
    assert say_money(500, "EUR") == "EUR 5.00"


@pytest.mark.parametrize(("length_s", "chinese", "english"), [
    (27_720, "7小时42分", "7 h 42 min"), (28_800, "8小时", "8 h"), (1_500, "25分", "25 min"), (40, "40秒", "40 s"),
    (3_659, "1小时", "1 h"), (14_580, "4小时03分", "4 h 03 min"), (-1_500, "−25分", "−25 min"), (None, "—", "—")])
def test_a_length_of_time_reads_in_both_languages(length_s: int | None, chinese: str, english: str) -> None:
    assert say_duration(length_s) == chinese
    with translation.override("en"):
        assert say_duration(length_s) == english


@pytest.mark.parametrize(("language", "said"), [
    ("zh-hans", ["11月21日 周六 14:05", "14:05", "11月21日", "2026年11月21日", "11月21日 周六"]),
    ("en", ["Sat 21 Nov 14:05", "14:05", "21 Nov", "21 Nov 2026", "Sat 21 Nov"])])
def test_a_moment_is_told_on_the_clock_of_shanghai(language: str, said: list[str]) -> None:
    with translation.override(language):
        assert [say_moment(AFTERNOON), say_clock(AFTERNOON), say_day(AFTERNOON), say_day(AFTERNOON, year=True),
                say_weekday(AFTERNOON)] == said


def test_a_date_has_no_time_of_day_and_nothing_is_a_dash() -> None:
    assert say_moment(date(2026, 11, 21)) == "11月21日 周六"
    assert [say_moment(None), say_clock(None), say_day(None), say_weekday(None)] == ["—"] * 4


def test_what_is_left_is_told_in_days_once_it_is_a_day() -> None:
    assert [say_left(seconds) for seconds in (1_380, 14_100, 86_400, 200_000)] == ["23分", "3小时55分", "1天", "2天"]
    with translation.override("en"):
        assert [say_left(86_400), say_left(200_000)] == ["1 day", "2 days"]
