"""Opening hours in words; what the words cannot say stays as it is written."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from nuantu_hub.stations.interfaces.hours_words import say_hours

TOLD = {
    "24/7": "24小时开放",
    "Mo-Su 07:00-22:00": "每天 07:00–22:00",
    "Mo-Su,PH 06:00-24:00": "每天 06:00–24:00",
    "Mo-Fr 07:00-22:00; Sa-Su,PH 09:00-20:00": "周一至周五 07:00–22:00；周六至周日、节假日 09:00–20:00",
    "Mo-Fr 08:30-12:00, 13:00-17:30; PH off": "周一至周五 08:30–12:00 13:00–17:30；节假日 不开",
    "08:00-20:00": "08:00–20:00",
    "Nov-Mar Mo-Su 06:00-24:00": "Nov-Mar Mo-Su 06:00-24:00",
}


@pytest.mark.parametrize("hours", TOLD)
def test_hours_are_said_as_people_write_them(hours: str) -> None:
    assert say_hours(hours) == TOLD[hours]


def test_so_they_are_in_english() -> None:
    with override("en"):
        assert say_hours("Mo-Fr 07:00-22:00; PH off") == "Mon to Fri 07:00–22:00; public holidays closed"
