"""The panel beside a topic shows the newest try that its reader may see."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from tests.nuantu_hub.bargaining.scene import Table
from tests.nuantu_hub.bargaining.try_scene import finish_try, open_topic, put_offer

from nuantu_hub.bargaining.models import Topic
from nuantu_hub.people.models import Account

pytestmark = pytest.mark.django_db


def draw(topic: Topic, account: Account) -> str:
    page = Template("{% load tries %}{% try_panel topic account %}")
    return page.render(Context({"topic": Topic.objects.get(pk=topic.pk), "account": account}))


def test_a_private_try_is_shown_to_its_side_and_the_open_one_to_others(table: Table) -> None:
    topic = open_topic(table)
    assert "还没有试过" in draw(topic, table.observer)
    left = put_offer(topic, "workers", table.workers[0], "3.00CNY")
    right = put_offer(topic, "platform", table.platform[0], "2.00CNY")
    shared = finish_try(topic, table.platform[0], left=left, right=right)
    private = finish_try(topic, table.workers[0], shared=False, left=left)
    own, others = draw(topic, table.workers[1]), [draw(topic, one) for one in (table.platform[0], table.recorder)]
    assert f"/bargaining/tries/{private.pk}/" in own
    assert "只有本方代表看得到" in own
    for page in others:
        assert f"/bargaining/tries/{private.pk}/" not in page
        assert f"/bargaining/tries/{shared.pk}/" in page
        assert "照平台方，最低一成每小时多¥0.31" in page
    assert "先试" in own
    assert "先试" not in others[1]
