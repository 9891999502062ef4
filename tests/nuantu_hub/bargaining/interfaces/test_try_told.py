"""What a page tells of a try: nothing of the other side's limits, and a command that anybody can give."""

from __future__ import annotations

import json

import pytest
from tests.nuantu_hub.bargaining.scene import Table
from tests.nuantu_hub.bargaining.try_scene import answer, finish_sweep, finish_try, open_topic, put_offer

from nuantu_hub.bargaining.domain.side_limits import put_limits
from nuantu_hub.bargaining.interfaces.try_told import (
    export_try,
    list_commands,
    list_groups,
    list_own_limits,
    tell_sweep,
    tell_try,
)
from nuantu_hub.bargaining.models import SideLimit

pytestmark = pytest.mark.django_db


def test_the_commands_name_folders_below_the_data_folder_and_every_layer(table: Table) -> None:
    topic = open_topic(table)
    left = put_offer(topic, "workers", table.workers[0], "3.00CNY/order")
    found = finish_try(topic, table.workers[0], left=left)
    assert list_commands(found) == [("left", (
        "nuantu whatif --agreement agreements/platform-2025 --layer agreements/gbt-46862-2025 "
        "--layer agreements/guidance-50-2023 --layer agreements/demo-assumption "
        f"--set PLT-special-weather.amount=3.00CNY/order --days {found.days.folder} --seeds 1,2 --json"))]
    assert "最低一成" in tell_try(found)["sentence"]
    found.talk.base = "gone"
    assert list_commands(found) == []


def test_constituencies_stand_with_the_lowest_tenth_of_each(table: Table) -> None:
    topic = open_topic(table)
    left = put_offer(topic, "workers", table.workers[0], "3.00CNY/order")
    found = finish_try(topic, table.workers[0], left=left)
    found.inputs = {"left": {"digest": "a", "by_constituency": {"province:31": answer(0.5, 0.1), "class:crowd": {}}}}
    groups = list_groups(found, ["left", "right"])
    assert [(name, [one and one.change for one in effects]) for name, effects in groups] == [
        ("众包", [None, None]), ("上海", ["+¥0.50/小时", None])]


def test_a_sweep_tells_the_verdict_and_no_limit(table: Table) -> None:
    sweep = finish_sweep(open_topic(table), table.workers[0])
    for side, account, outcome, sense, value in (
            ("workers", table.workers[0], "pay_lowest_tenth", "at_least", 2877),
            ("platform", table.platform[0], "cost_per_order", "at_most", 9_573)):
        SideLimit.objects.create(talk=table.talk, side=side, outcome=outcome, sense=sense, value=value,
                                 set_at=table.talk.opened_at, by=account)
        put_limits(by=account, sweep=sweep, where=False)
    told = tell_sweep(sweep, "workers", "cost_per_order")
    assert (told["sentence"], told["region"], told["own_count"]) == ("有值能让双方的限度都满足", None, 3)
    assert told["shown"].key == "cost_per_order"
    assert [one.value for one in list_own_limits(sweep, "workers")] == [2877]
    assert list_own_limits(sweep, "") == []
    exported = json.dumps(export_try(sweep))
    assert "2877" not in exported
    assert "9573" not in exported
    put_limits(by=table.workers[0], sweep=sweep, where=True)
    put_limits(by=table.platform[0], sweep=sweep, where=True)
    told = tell_sweep(sweep, "", "")
    assert told["sentence"] == "有 3 组值，双方的限度都满足"
    assert told["own"] is None
