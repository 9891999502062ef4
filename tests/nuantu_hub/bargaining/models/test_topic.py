"""A clause stands at a talk once."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.nuantu_hub.bargaining.scene import Table
from tests.nuantu_hub.bargaining.table_scene import put_topic

from nuantu_hub.bargaining.models import Topic


@pytest.mark.django_db
def test_a_clause_is_on_the_table_once(table: Table) -> None:
    topic = put_topic(table)
    with pytest.raises(IntegrityError), transaction.atomic():
        Topic.objects.create(talk=table.talk, number=9, chapter="PAY", title="又一次", clause_id="P07",
                             clause_type="special_weather_subsidy", raised_at=topic.raised_at)
    assert topic.unit == table.talk.unit
