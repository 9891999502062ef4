"""Forms of doors."""

from __future__ import annotations

import pytest

from nuantu_hub.stations.interfaces.door_forms import (
    CloseAlarmForm,
    RevokeForm,
    SetDoorForm,
    UnlockForm,
    WithdrawAllForm,
)


@pytest.mark.parametrize(("seconds", "fits"), [("9", False), ("10", True), ("600", True), ("601", False)])
def test_a_door_may_stand_open_for_ten_seconds_to_ten_minutes(seconds: str, fits: bool) -> None:
    assert SetDoorForm({"held_open_s": seconds}).is_valid() is fits


@pytest.mark.parametrize("form", [UnlockForm, RevokeForm, WithdrawAllForm, CloseAlarmForm])
def test_whatever_is_done_to_a_door_needs_words(form: type) -> None:
    assert not form({}).is_valid()
