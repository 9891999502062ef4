"""The rooms of a talk."""

from __future__ import annotations

import pytest

from nuantu_hub.bargaining.interfaces import talk_rooms
from nuantu_hub.bargaining.interfaces.talk_rooms import list_rooms
from nuantu_hub.bargaining.models import Talk


def test_rooms_that_are_not_built_are_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(talk_rooms, "ROOMS", (*talk_rooms.ROOMS[:2], ("none", "没有", "bargaining:no_such_room")))
    assert [(one.key, one.address) for one in list_rooms(Talk(pk=7))] == [
        ("talk", "/bargaining/7/"), ("seats", "/bargaining/7/seats/")]
