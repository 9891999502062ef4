"""An ambiguity belongs to its topic's talk and union."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.bargaining.scene import Table
from tests.nuantu_hub.bargaining.table_scene import put_topic

from nuantu_hub.bargaining.models import TalkAmbiguity
from nuantu_hub.site.clock import now


@pytest.mark.django_db
def test_it_belongs_to_the_talk_of_its_topic(table: Table) -> None:
    one = TalkAmbiguity.objects.create(topic=put_topic(table), printed="次日", reading_a="零点", reading_b="24 小时",
                                       by=table.workers[0], at=now())
    assert (one.talk, one.unit, str(one)) == (table.talk, table.talk.unit, "次日")
