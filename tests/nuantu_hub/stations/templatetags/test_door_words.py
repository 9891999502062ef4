"""What a door's event says, in words."""

from __future__ import annotations

import pytest

from nuantu_hub.stations.models import DoorEvent
from nuantu_hub.stations.templatetags.door_words import event_name, event_words


@pytest.mark.parametrize(("kind", "detail", "said"), [
    ("opened", {"by": "once"}, "门开了 一次性的码"), ("refused", {"why": "full"}, "没有开门 坐满了"),
    ("held_open", {"for_s": 80}, "门一直开着 1分"), ("tailgating", {"over": 2}, "一次开门进了多人 多进了2人"),
    ("started", {"after": "crash"}, "设备启动 意外停过"), ("lockout", {}, "键盘锁定 —"),
    ("telemetry", {"mark": "heater-1", "value": 21.5}, "设备读数 heater-1 21.5"),
    ("something_new", {"by": "pigeon"}, "something_new pigeon")])
def test_an_event_is_said_in_words_and_a_new_kind_by_its_own_name(
    kind: str, detail: dict[str, object], said: str,
) -> None:
    event = DoorEvent(kind=kind, detail=detail)
    assert f"{event_name(event)} {event_words(event)}" == said
